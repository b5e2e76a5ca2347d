import type { PullProgress } from '../adapters/translators/bergamot/index.ts';
import type { StatusLine } from './terminal.ts';

const BAR_WIDTH = 24;

/** `fr-en model [████████········] 12.3 of 23.2 MB`. */
export function downloadBar({ file, received, total }: PullProgress): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  if (total === null || total === 0) return `${file} ${megabytes(received)} MB`;
  const filled = Math.min(BAR_WIDTH, Math.round((received / total) * BAR_WIDTH));
  return `${file} [${'█'.repeat(filled)}${'·'.repeat(BAR_WIDTH - filled)}] ${megabytes(received)} of ${megabytes(total)} MB`;
}

/** Shows downloads on a status line. @returns what to hand to `pullModel` */
export function showDownloads(status: StatusLine): {
  readonly onProgress: (progress: PullProgress) => void;
  readonly onWait: (pid: number) => void;
} {
  let latest: PullProgress | null = null;
  status.start(() => (latest === null ? 'asking for the model …' : downloadBar(latest)));
  return {
    onProgress(progress) {
      latest = progress;
    },
    onWait: (pid) => status.log(`process ${pid} is downloading this model already; waiting for it`),
  };
}

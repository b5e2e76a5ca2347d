// `npm start`: makes a translator ready for the sample articles and briefs them. Setup may leave a language out (an
// engine that cannot do it, no right to install): the run then skips its articles and says so.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../dist/cli/bin.js', import.meta.url));

function precis(...argv) {
  console.error(`\n$ precis ${argv.join(' ')}`);
  const { status, error } = spawnSync(process.execPath, [bin, ...argv], { stdio: 'inherit' });
  if (error) throw error;
  return status ?? 130;
}

const ready = precis('setup', '--for', 'content', '--yes');
if (ready === 130) process.exit(130);
process.exitCode = precis(
  'run',
  'content',
  '--out',
  'briefs',
  '--glossary',
  'content/glossary.csv',
  '--fail-on',
  'never',
);

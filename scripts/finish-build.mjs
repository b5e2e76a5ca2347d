// What tsc leaves to do: it sets no executable bit, which npm link and npx rely on, and copies no JavaScript.
import { chmodSync, copyFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);

chmodSync(new URL('dist/cli/bin.js', root), 0o755);

// Node 20 cannot start a worker thread from TypeScript, so this one is JavaScript in src as well.
const worker = 'adapters/translators/bergamot/engine-worker.mjs';
copyFileSync(new URL(`src/${worker}`, root), new URL(`dist/${worker}`, root));

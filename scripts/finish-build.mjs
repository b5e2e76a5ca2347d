// What tsc leaves to do: it sets no executable bit, which npm link and npx rely on, and copies only what it compiles.
import { chmodSync, copyFileSync } from 'node:fs';

const root = new URL('../', import.meta.url);

chmodSync(new URL('dist/cli/bin.js', root), 0o755);

const copied = [
  // Node 20 cannot start a worker thread from TypeScript, so this one is JavaScript in src as well.
  'adapters/translators/bergamot/engine-worker.mjs',
  // What the digest page carries inside.
  'digest/page/review.js',
  'digest/page/script.js',
  'digest/page/style.css',
];
for (const file of copied) copyFileSync(new URL(`src/${file}`, root), new URL(`dist/${file}`, root));

// npm run bench -- NAME: runs bench/NAME.mjs, prints its table and, last, one JSON line with the raw figures.
import { readdirSync } from 'node:fs';

const name = process.argv[2];
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs' && !file.includes('-'))
  .map((file) => file.slice(0, -4));
if (!names.includes(name)) {
  console.error(`usage: npm run bench -- NAME, where NAME is one of: ${names.join(', ')}`);
  process.exit(2);
}
const { default: bench } = await import(new URL(`${name}.mjs`, import.meta.url));
/** A bench resolves to the rows of its table, its raw figures, and its goals: `{name: {goal, value, met}}`. */
const { table, figures, goals } = await bench(process.argv.slice(3));
print(table);
print(
  Object.entries(goals).map(([goal, { wanted, value, met }]) => ({ goal, wanted, value, met: met ? 'yes' : 'NO' })),
);
const met = Object.values(goals).every((goal) => goal.met);
console.log(JSON.stringify({ name, figures, goals, met }));
process.exitCode = met ? 0 : 1;

function print(rows) {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0]);
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column])))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at].length)));
  for (const line of cells)
    console.log(
      line
        .map((cell, at) => cell.padEnd(widths[at]))
        .join('  ')
        .trimEnd(),
    );
  console.log();
}

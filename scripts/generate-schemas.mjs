// Writes schemas/*.json from the code's own schemas: npm run generate, after a change of src/config.
import { writeFileSync } from 'node:fs';
import { jsonSchemas } from '../dist/config/json-schemas.js';

for (const [name, schema] of Object.entries(jsonSchemas())) {
  writeFileSync(new URL(`../schemas/${name}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
}

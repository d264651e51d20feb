import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema as parseSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from './schema.ts';
import { schemaCoverage, undescribed } from './schema-coverage.ts';

// Run by `npm run check`: prints how much of the core schema is served and fails on a contradiction.
const folder = path.join(import.meta.dirname, '..');
const served = buildSchema();
const core = parseSchema(readFileSync(path.join(folder, 'schema-core.graphql'), 'utf8'));
const { total, served: count, missing, contradictions } = schemaCoverage(core, served);
console.log(`schema-core.graphql: ${String(count)} of ${String(total)} served (${((100 * count) / total).toFixed(1)} %).`);
if (process.argv.includes('--verbose')) console.log(`Not yet: ${missing.join(', ')}.`);
const faults = [
  ...contradictions,
  ...undescribed(served).map((coordinate) => `${coordinate} has no description.`),
  ...(readFileSync(path.join(folder, 'schema.graphql'), 'utf8') === `${printSchema(lexicographicSortSchema(served))}\n`
    ? []
    : ['schema.graphql is out of date: run `npx nx run @sagittal/api:schema` and commit it.']),
];
for (const fault of faults) console.error(fault);
process.exitCode = faults.length === 0 ? 0 : 1;

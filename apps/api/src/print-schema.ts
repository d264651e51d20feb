import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from './schema.ts';

// sorted, so that moving code about changes nothing in the file
writeFileSync(path.join(import.meta.dirname, '../schema.graphql'), `${printSchema(lexicographicSortSchema(buildSchema()))}\n`);

/**
 * Writes src/gql/operations.ts: the types of every document in src/documents, from the schema that the server serves.
 * Types alone: nothing of it is needed to run.
 */
import { codegen } from '@graphql-codegen/core';
import * as operations from '@graphql-codegen/typescript-operations';
import { Kind, parse } from 'graphql';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as documents from './src/documents/index.ts';

const output = path.join(import.meta.dirname, 'src/gql/operations.ts');
const schema = parse(await readFile(path.join(import.meta.dirname, '../api/schema.graphql'), 'utf8'));

// a fragment that several documents carry is the same one: it is kept once
const seen = new Set<string>();
const definitions = Object.values(documents)
  .flatMap((document) => (typeof document === 'object' ? [...parse(document.text).definitions] : []))
  .filter((definition) => {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) return true;
    const isNew = !seen.has(definition.name.value);
    seen.add(definition.name.value);
    return isNew;
  });

const text = await codegen({
  schema,
  filename: output,
  documents: [{ location: 'src/documents', document: { kind: Kind.DOCUMENT, definitions } }],
  plugins: [
    {
      operations: {
        useTypeImports: true,
        enumType: 'string-literal',
        avoidOptionals: false,
        scalars: { ID: 'string', DateTime: 'string', JSON: 'unknown', SafeInt: 'number' },
      },
    },
  ],
  pluginMap: { operations },
  config: {},
});
await mkdir(path.dirname(output), { recursive: true });
await writeFile(output, `// Written by codegen.ts.\n${text}`);

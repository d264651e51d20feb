import { codegen } from '@graphql-codegen/core';
import { preset } from '@graphql-codegen/client-preset';
import { buildSchema, parse } from 'graphql';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes src/gql from the API's schema and the `graphql(…)` documents of src. The codegen command line does the same with
 * four times the packages, and warns on Node 20.
 */
const here = import.meta.dirname;
const schemaFile = path.join(here, '../api/schema.graphql');
const output = path.join(here, 'src/gql/');

const DOCUMENT = /\bgraphql\(\s*(?:\/\* GraphQL \*\/\s*)?`([^`]*)`\s*,?\s*\)/g;

const documents = readdirSync(path.join(here, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('gql'))
  .sort()
  .flatMap((file) => {
    const source = readFileSync(path.join(here, 'src', file), 'utf8');
    return [...source.matchAll(DOCUMENT)].map(([, text = '']) => ({ location: file, rawSDL: text, document: parse(text) }));
  });

const schema = parse(readFileSync(schemaFile, 'utf8'));
const schemaAst = buildSchema(readFileSync(schemaFile, 'utf8'));
const config = {
  documentMode: 'string',
  useTypeImports: true,
  enumsAsTypes: true,
  defaultScalarType: 'unknown',
  scalars: { DateTime: 'string', JSON: 'unknown', SafeInt: 'number' },
};
const sections = await preset.buildGeneratesSection({
  baseOutputDir: output,
  presetConfig: { fragmentMasking: false },
  schema,
  schemaAst,
  documents,
  config,
  plugins: [],
  pluginMap: {},
  documentTransforms: [],
});
mkdirSync(output, { recursive: true });
for (const section of sections)
  writeFileSync(section.filename, await codegen({ ...section, documents: section.documents ?? [] }));

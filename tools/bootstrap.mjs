// Every verb of package.json goes through here: node tools/bootstrap.mjs VERB [ARGUMENTS]
// It needs Node's built-ins alone, installs what is missing, and hands over to TypeScript in this same process.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { prerequisites } from './prerequisites.mjs';

const VERBS = {
  start: 'tools/launcher/start.ts',
  dev: 'tools/launcher/dev.ts',
  test: 'tools/testing/test.ts',
  check: 'tools/check/check.ts',
  verify: 'tools/verify/verify.ts',
  bench: 'bench/src/main.ts',
  golden: 'tools/golden/golden.ts',
  'db-seed': 'tools/seed/seed.ts',
  doctor: 'tools/doctor/doctor.ts',
  'engine-native': 'tools/engine-native/main.ts',
  sagittal: 'apps/cli/src/main.ts',
  'with-stack': 'tools/testing/with-stack.ts',
};

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..');
const verb = process.argv[2] ?? '';
const entry = VERBS[verb];
if (entry === undefined) {
  process.stderr.write(`Verbs: ${Object.keys(VERBS).join(', ')}\n`);
  process.exit(2);
}

const lacking = prerequisites(root).filter(({ mend }) => mend !== null);
for (const { name, found, mend } of lacking) process.stderr.write(`✗ ${name}: ${found}. ${mend}\n`);
// too little memory or disk is told and tried; an old Node cannot even read the code
if (lacking.some(({ name }) => name === 'Node.js')) process.exit(1);

process.chdir(root);
const settings = path.join(root, '.env');
// what is set already wins over the file
if (existsSync(settings)) process.loadEnvFile(settings);
Object.assign(process.env, {
  NX_NO_CLOUD: 'true',
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  NEXT_TELEMETRY_DISABLED: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
  DO_NOT_TRACK: '1',
});

if (!(await ensureInstalled(root))) process.exit(1);

const { register } = await import('tsx/esm/api');
register();
process.argv = [process.argv[0], path.join(root, entry), ...process.argv.slice(3)];
await import(pathToFileURL(path.join(root, entry)).href);

import { callerDirectory, weightsFolders } from './env.ts';
import { thisMachine } from './measure/machine.ts';
import { report } from './report.ts';
import { suites } from './suites/table.ts';
import path from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `npm run bench -- --suite NAME [--json] [--data FOLDER]

  --suite NAME    ${suites.map((suite) => `${suite.name}: ${suite.description}`).join('\n                  ')}
  --json          print only {"machine", "results"}
  --data FOLDER   images to measure on, a folder per class (default: see bench/README.md)

SAGITTAL_WEIGHTS names the folders with pretrained weights; without them seeded ones are used, and the names say so.
`;

async function main(): Promise<number> {
  let options: { suite?: string; json?: boolean; data?: string; help?: boolean };
  try {
    options = parseArgs({
      options: {
        suite: { type: 'string' },
        json: { type: 'boolean' },
        data: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  if (options.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const suite = suites.find(({ name }) => name === options.suite);
  if (suite === undefined) {
    process.stderr.write(`${options.suite === undefined ? 'Which suite?' : `There is no suite ${options.suite}.`}\n\n${USAGE}`);
    return 2;
  }
  const machine = thisMachine();
  const results = await suite.run({
    data: options.data === undefined ? undefined : path.resolve(callerDirectory(), options.data),
    weightsFolders: weightsFolders(),
    root: path.resolve(import.meta.dirname, '../..'),
    tell: (text) => process.stderr.write(`${text}\n`),
  });
  process.stdout.write(`${options.json === true ? JSON.stringify({ machine, results }, null, 2) : report(results)}\n`);
  return 0;
}

process.exitCode = await main();

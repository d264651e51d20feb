import { weightsPlaces } from '@sagittal/models/node';
import { callerDirectory, peersPython, weightsFolders } from './env.ts';
import { renderDocuments } from './documents/render.ts';
import { thisMachine } from './measure/machine.ts';
import { report } from './report.ts';
import { suites } from './suites/table.ts';
import path from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `npm run bench -- --suite NAME [--json] [--data FOLDER] [--peers [FOLDER]] …

  --suite NAME      ${suites.map((suite) => `${suite.name}: ${suite.description}`).join('\n                    ')}
  --json            print only {"machine", "results"}
  --render          no suite: draw the figures of docs/ anew from bench/results

pipeline:
  --data FOLDER     images to measure on, a folder per class (default: see bench/README.md)

compute:
  --peers [FOLDER]  beside Keras and PyTorch, by the programs of FOLDER (default: bench/peers)
  --python FILE     the Python that has them (default: SAGITTAL_PEERS_PYTHON, .sagittal/peers, python3)
  --networks A,B    only these networks
  --passes A,B      only these passes: forward, step
  --profile         also where the time goes, by kind of operator
  --turns N         how often everyone takes a turn (default: 5)

SAGITTAL_WEIGHTS names the folders with pretrained weights; without them seeded ones are used, and the names say so.
`;

const list = (text: string | undefined): readonly string[] => (text ?? '').split(',').filter((part) => part !== '');

function read() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      suite: { type: 'string' },
      json: { type: 'boolean', default: false },
      render: { type: 'boolean', default: false },
      data: { type: 'string' },
      peers: { type: 'boolean', default: false },
      python: { type: 'string' },
      networks: { type: 'string' },
      passes: { type: 'string' },
      turns: { type: 'string' },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  // --peers may stand alone or be followed by a folder
  const [folder, ...others] = positionals;
  if (others.length > 0 || (folder !== undefined && !values.peers)) throw new RangeError(`What is ${positionals.join(' ')}?`);
  const turns = values.turns === undefined ? undefined : Number(values.turns);
  if (turns !== undefined && !(Number.isInteger(turns) && turns > 0))
    throw new RangeError('--turns needs a whole number from 1.');
  return { ...values, turns, peers: values.peers ? (folder ?? '') : undefined };
}

async function main(): Promise<number> {
  let options: ReturnType<typeof read>;
  try {
    options = read();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const root = path.resolve(import.meta.dirname, '../..');
  if (options.render) {
    for (const file of await renderDocuments(root)) process.stdout.write(`${file}\n`);
    return 0;
  }
  const suite = suites.find(({ name }) => name === options.suite);
  if (suite === undefined) {
    process.stderr.write(`${options.suite === undefined ? 'Which suite?' : `There is no suite ${options.suite}.`}\n\n${USAGE}`);
    return 2;
  }
  const machine = thisMachine();
  const resolved = (file: string): string => path.resolve(callerDirectory(), file);
  const python = options.python ?? peersPython();
  const results = await suite.run({
    data: options.data === undefined ? undefined : resolved(options.data),
    weights: weightsPlaces({ folders: weightsFolders(), home: null }),
    peers: options.peers === undefined || options.peers === '' ? options.peers : resolved(options.peers),
    // a bare name is looked for on the path
    python: python?.includes(path.sep) === true ? resolved(python) : python,
    networks: list(options.networks),
    passes: list(options.passes),
    turns: options.turns,
    profile: options.profile,
    root,
    tell: (text) => process.stderr.write(`${text}\n`),
  });
  process.stdout.write(`${options.json ? JSON.stringify({ machine, results }, null, 2) : report(results)}\n`);
  return 0;
}

process.exitCode = await main();

import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { sagittal } from './testing/command-line.ts';
import { IDS, datasetWithVersion, evaluation, job, run, version } from './testing/samples.ts';
import { type Answers, refusal, type SchemaServer, startSchemaServer } from './testing/schema-server.ts';
import { readZip } from './testing/zip.ts';

let server: SchemaServer | undefined;
async function serve(answers: Answers): Promise<SchemaServer> {
  server = await startSchemaServer(answers);
  return server;
}
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Never ends by itself: events come only from elsewhere. */
async function* noEvents(): AsyncGenerator<never> {
  await new Promise((resolve) => setTimeout(resolve, 30_000).unref());
}

describe('import', () => {
  test('--wait --json prints the job with its result; the path is the caller’s', async () => {
    const inputs: unknown[] = [];
    let status = 'RUNNING';
    const { url } = await serve({
      importDataset: ({ input }: { input: unknown }) => {
        inputs.push(input);
        return job('QUEUED');
      },
      node: () => job(status, status === 'SUCCEEDED' ? { result: version } : {}),
      jobEvents: async function* () {
        yield { jobEvents: job('RUNNING', { done: 2 }) };
        status = 'SUCCEEDED';
        yield { jobEvents: job('SUCCEEDED') };
        yield* noEvents();
      },
    });
    const outcome = await sagittal(['import', 'scans', '--name', 'brain', '--wait', '--json', '--url', url], { cwd: '/data' });
    expect(outcome).toMatchObject({ exitCode: EXIT.ok });
    expect(inputs).toEqual([{ path: '/data/scans', name: 'brain' }]);
    const printed = JSON.parse(outcome.stdout) as object;
    expect(printed).toMatchObject({
      status: 'SUCCEEDED',
      problems: [],
      result: { imageCount: 5, number: 1, dataset: { name: 'brain' } },
    });
    expect(outcome.stderr).toContain('importing');
  });

  test('without --json: what was made and what was not taken', async () => {
    const problem = { item: 'glioma/bad\n.png', code: 'IMAGE_TRUNCATED', message: 'It breaks off.', hint: null };
    const { url } = await serve({
      dataset: datasetWithVersion,
      importDataset: ({ input }: { input: { datasetId: string } }) => {
        expect(input.datasetId).toBe(IDS.dataset);
        return job('QUEUED');
      },
      node: () => job('SUCCEEDED', { result: version, problems: [problem] }),
      jobEvents: noEvents,
    });
    const outcome = await sagittal(['import', '/scans', '--into', 'brain', '--wait', '--url', url]);
    expect(outcome.exitCode).toBe(EXIT.ok);
    expect(outcome.stdout).toContain('brain, version 1');
    expect(outcome.stdout).toContain('Split official (OFFICIAL, seed 1): train 3, test 2.');
    expect(outcome.stdout).toContain('glioma/bad\\n.png  IMAGE_TRUNCATED  It breaks off.');
  });

  test('a refusal is code, sentence, field and what to do', async () => {
    const { url } = await serve({
      importDataset: () => {
        throw refusal('NAME_TAKEN', 'There is a dataset of this name.', {
          field: 'input.name',
          item: 'brain',
          hint: 'Choose another.',
        });
      },
    });
    const outcome = await sagittal(['import', '.', '--name', 'brain', '--url', url]);
    expect(outcome).toMatchObject({ exitCode: EXIT.failed, stdout: '' });
    expect(outcome.stderr).toBe(
      [
        'NAME_TAKEN: There is a dataset of this name.',
        '  where:       input.name',
        '  which:       brain',
        '  what to do:  Choose another.',
        '  more:        docs/errors/NAME_TAKEN.md',
        '',
      ].join('\n'),
    );
  });

  test('a job that fails is printed and ends in failure', async () => {
    const { url } = await serve({
      importDataset: () => job('QUEUED'),
      node: () => job('FAILED', { error: { code: 'DISK_FULL', message: 'The disk is full.', hint: 'Free some space.' } }),
      jobEvents: noEvents,
    });
    const outcome = await sagittal(['import', '.', '--name', 'brain', '--wait', '--json', '--url', url]);
    expect(outcome.exitCode).toBe(EXIT.failed);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ status: 'FAILED', error: { code: 'DISK_FULL' } });
    expect(outcome.stderr).toContain('DISK_FULL: The disk is full.');
  });
});

describe('launch', () => {
  const launching = (inputs: unknown[], more: Answers): Answers => ({
    dataset: datasetWithVersion,
    experiment: { id: IDS.experiment, name: 'default' },
    launchRun: ({ input }: { input: unknown }) => {
      inputs.push(input);
      return run('QUEUED');
    },
    runEvents: noEvents,
    ...more,
  });

  test('the import’s split, the experiment made if new, the settings as a part of a recipe', async () => {
    const inputs: unknown[] = [];
    const { url } = await serve(
      launching(inputs, {
        experiment: null,
        checkRecipe: { problems: [] },
        createExperiment: ({ input }: { input: { name: string } }) => ({ id: IDS.experiment, ...input }),
      }),
    );
    const outcome = await sagittal([
      ...[
        'launch',
        '--dataset',
        'brain',
        '--experiment',
        'new one',
        '--preset',
        'small-cnn',
        '--set',
        'optimizer.learningRate=0.01',
      ],
      ...['--set', 'epochs=3', '--seed', '7', '--name', 'mine', '--json', '--url', url],
    ]);
    expect(outcome).toMatchObject({ exitCode: EXIT.ok });
    expect(inputs).toEqual([
      {
        experimentId: IDS.experiment,
        splitId: IDS.official,
        preset: 'small-cnn',
        recipe: { optimizer: { learningRate: 0.01 }, epochs: 3, seed: 7 },
        name: 'mine',
        smoke: false,
      },
    ]);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ id: IDS.run, status: 'QUEUED' });
  });

  test('an experiment that another launch has just made is taken', async () => {
    let made = false;
    const { url } = await serve(
      launching([], {
        experiment: () => (made ? { id: IDS.experiment, name: 'x' } : null),
        checkRecipe: { problems: [] },
        createExperiment: () => {
          made = true;
          throw refusal('NAME_TAKEN', 'There is one.');
        },
      }),
    );
    expect(await sagittal(['launch', '--dataset', 'brain', '--preset', 'p', '--url', url])).toMatchObject({ exitCode: EXIT.ok });
  });

  test('no experiment is made for a run that the server refuses', async () => {
    const problem = (code: string, severity = 'ERROR') => ({ path: 'x', severity, code, message: `It is ${code}.`, hint: null });
    let problems = [problem('RECIPE_INVALID', 'WARNING'), problem('PRESET_UNKNOWN')];
    const made: unknown[] = [];
    const { url } = await serve(
      launching([], {
        experiment: null,
        checkRecipe: () => ({ problems }),
        createExperiment: ({ input }: { input: object }) => {
          made.push(input);
          return { id: IDS.experiment, name: 'x' };
        },
      }),
    );
    const launch = ['launch', '--dataset', 'brain', '--preset', 'p', '--url', url];
    const outcome = await sagittal(launch);
    expect(outcome).toMatchObject({ exitCode: EXIT.failed, stdout: '' });
    expect(outcome.stderr).toContain('PRESET_UNKNOWN: It is PRESET_UNKNOWN.\n  where:       x');
    problems = [problem('WEIGHTS_MISSING')];
    expect(await sagittal(launch)).toMatchObject({ exitCode: EXIT.failed });
    expect(made).toEqual([]);
    expect(await sagittal([...launch, '--smoke'])).toMatchObject({ exitCode: EXIT.ok });
    expect(made).toHaveLength(1);
  });

  test('--wait goes on through a lost connection, and shows the results', async () => {
    const afterSeqs: unknown[] = [];
    let status = 'RUNNING';
    const started = await serve(
      launching([], {
        run: () => run(status),
        runEvents: async function* ({ afterSeq }: { afterSeq: number }) {
          afterSeqs.push(afterSeq);
          yield { runEvents: { seq: 3, run: run('RUNNING', { lastSeq: 3 + afterSeqs.length }), points: [] } };
          if (afterSeqs.length === 1) setTimeout(() => started.dropSockets(), 10);
          else status = 'FINISHED';
          yield* noEvents();
        },
      }),
    );
    const outcome = await sagittal(['launch', '--dataset', 'brain', '--preset', 'small-cnn', '--wait', '--url', started.url]);
    expect(outcome.exitCode).toBe(EXIT.ok);
    expect(started.connections()).toBe(2);
    expect(afterSeqs[1]).toBe(4);
    expect(outcome.stdout).toContain('first (run_0000000000000000000000000a): finished in 1 min 0 s');
    expect(outcome.stdout).toMatch(/test +2 +90\.00 % \(85\.00–95\.00\) +80\.00 %/);
    expect(outcome.stdout).toContain('no, tumor');
    expect(outcome.stderr).toContain('training · 1 of 4 · epoch 1 of 2');
  });

  test.each([
    [
      'FAILED',
      { error: { code: 'LOSS_NOT_FINITE', message: 'The loss is NaN.', hint: null } },
      EXIT.failed,
      'LOSS_NOT_FINITE: The loss is NaN.',
    ],
    ['CANCELLED', {}, EXIT.cancelled, 'CANCELLED: The run was cancelled.'],
  ])('a run that ends as %s', async (status, more, exitCode, message) => {
    const { url } = await serve(launching([], { run: () => run(status, more) }));
    const outcome = await sagittal(['launch', '--dataset', 'brain', '--preset', 'p', '--wait', '--json', '--url', url]);
    expect(outcome.exitCode).toBe(exitCode);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ status });
    expect(outcome.stderr).toContain(message);
  });

  test('Ctrl-C leaves the run going, and says so', async () => {
    const abort = new AbortController();
    const { url } = await serve(
      launching([], {
        run: () => {
          setTimeout(() => abort.abort(), 20);
          return run('RUNNING');
        },
      }),
    );
    const outcome = await sagittal(['launch', '--dataset', 'brain', '--preset', 'p', '--wait', '--url', url], {
      signal: abort.signal,
    });
    expect(outcome).toMatchObject({ exitCode: EXIT.interrupted, stdout: '' });
    expect(outcome.stderr).toContain(`The run goes on. To stop it: npm run sagittal -- cancel ${IDS.run}`);
  });

  test('an unknown dataset or split is told with what there is', async () => {
    const { url } = await serve(
      launching([], { dataset: ({ name }: { name: string }) => (name === 'brain' ? datasetWithVersion : null) }),
    );
    const unknown = await sagittal(['launch', '--dataset', 'brian', '--preset', 'p', '--url', url]);
    expect(unknown).toMatchObject({ exitCode: EXIT.failed });
    expect(unknown.stderr).toContain('NOT_FOUND: There is no dataset “brian”.');
    const noSplit = await sagittal(['launch', '--dataset', 'brain', '--split', 'x', '--preset', 'p', '--url', url]);
    expect(noSplit.stderr).toContain('Its splits: seven, official.');
  });

  test('a recipe file, with settings over it', async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-cli-'));
    try {
      await writeFile(path.join(folder, 'recipe.json'), '{"epochs": 2, "batch": 8}');
      const inputs: unknown[] = [];
      const { url } = await serve(launching(inputs, {}));
      const args = [
        'launch',
        '--dataset',
        IDS.dataset,
        '--split',
        'seven',
        '--recipe',
        'recipe.json',
        '--set',
        'epochs=9',
        '--url',
        url,
      ];
      expect(await sagittal(args, { cwd: folder })).toMatchObject({ exitCode: EXIT.ok });
      expect(inputs).toEqual([
        { experimentId: IDS.experiment, splitId: IDS.other, recipe: { epochs: 9, batch: 8 }, smoke: false },
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test('split prints the counts and the certificate', async () => {
  const { url } = await serve({
    dataset: datasetWithVersion,
    createSplit: ({ input }: { input: unknown }) => {
      expect(input).toEqual({ datasetVersionId: IDS.version, name: 'again', strategy: 'STRATIFIED', seed: 5, test: 0.3 });
      return version.splits[1];
    },
  });
  const args = ['split', 'brain', '--name', 'again', '--strategy', 'STRATIFIED', '--seed', '5', '--test', '0.3', '--url', url];
  const outcome = await sagittal(args);
  expect(outcome).toMatchObject({ exitCode: EXIT.ok });
  expect(outcome.stdout).toMatch(/train +3 +3 +0\ntest +2 +3 +2\nNo byte-equal copy crosses/);
});

test('runs and datasets list what fits, and say how many there are', async () => {
  const { url } = await serve({
    runs: ({ where, first }: { where?: unknown; first: number }) => {
      expect({ where, first }).toEqual({ where: { status: ['FINISHED'], deleted: false }, first: 1 });
      return { totalCount: 3, pageInfo: { hasNextPage: true, endCursor: 'c' }, nodes: [run('FINISHED')] };
    },
    datasets: { totalCount: 1, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [datasetWithVersion] },
  });
  const runs = await sagittal(['runs', '--where', '{"status": ["FINISHED"]}', '--first', '1', '--url', url]);
  expect(runs).toMatchObject({ exitCode: EXIT.ok, stderr: '' });
  expect(runs.stdout).toMatch(/first +FINISHED +brain v1 \/ official +small-cnn +90\.00 % \(85\.00–95\.00\)/);
  expect(runs.stdout).toContain('1 of 3');
  const datasets = await sagittal(['datasets', '--json', '--url', url]);
  expect(JSON.parse(datasets.stdout)).toMatchObject({
    totalCount: 1,
    nodes: [{ name: 'brain', latestVersion: { imageCount: 5 } }],
  });
});

test('a condition that the schema does not have is refused by the server', async () => {
  const { url } = await serve({ runs: () => undefined });
  const outcome = await sagittal(['runs', '--where', '{"statuss": ["FINISHED"]}', '--url', url]);
  expect(outcome.exitCode).toBe(EXIT.failed);
  expect(outcome.stderr).toContain('statuss');
});

test('cancel takes runs and jobs', async () => {
  const { url } = await serve({ cancelRun: () => run('RUNNING'), cancelJob: () => job('CANCELLED') });
  expect(await sagittal(['cancel', IDS.run, '--url', url])).toMatchObject({
    exitCode: EXIT.ok,
    stdout: `Run ${IDS.run}: asked to stop\n`,
  });
  expect(await sagittal(['cancel', IDS.job, '--url', url])).toMatchObject({
    exitCode: EXIT.ok,
    stdout: `Job ${IDS.job}: cancelled\n`,
  });
  expect(await sagittal(['cancel', IDS.dataset, '--url', url])).toMatchObject({ exitCode: EXIT.usage });
});

describe('export-run', () => {
  let folder = '';
  afterEach(() => rm(folder, { recursive: true, force: true }));

  test('a zip with all that belongs to the run, the same bytes each time', async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-cli-'));
    const { url } = await serve({
      run: () => run('FINISHED'),
      node: ({ id }: { id: string }) => (id === IDS.evaluation ? evaluation : version),
    });
    const args = ['export-run', IDS.run, '--url', url];
    expect(await sagittal(args, { cwd: folder })).toMatchObject({ exitCode: EXIT.ok });
    expect(await readdir(folder)).toEqual([`${IDS.run}.zip`]);
    const bytes = await readFile(path.join(folder, `${IDS.run}.zip`));
    const files = readZip(bytes);
    expect([...files.keys()]).toEqual([
      'run.json',
      'recipe.json',
      'metrics.csv',
      'predictions-test.csv',
      'manifest.csv',
      'split.csv',
      'certificate.json',
    ]);
    expect(files.get('recipe.json')).toBe('{\n  "epochs": 2\n}\n');
    expect(files.get('metrics.csv')).toBe(
      'key,unit,step,value,time\nval_loss,EPOCH,1,0.5,2026-01-02T03:04:05.000Z\nval_loss,EPOCH,2,NaN,2026-01-02T03:04:05.000Z\n',
    );
    expect(files.get('predictions-test.csv')).toBe(
      'image,path,sha256,label,predicted,correct,score_glioma,"score_no, tumor"\n' +
        `img_2,"test/no, tumor/b.png",${'b'.repeat(64)},"no, tumor",glioma,false,0.75,0.25\n`,
    );
    expect(files.get('manifest.csv')?.split('\n')).toHaveLength(4);
    expect(files.get('split.csv')).toBe(
      'image,path,label,subset\nimg_1,train/glioma/a.png,glioma,TRAIN\nimg_2,"test/no, tumor/b.png","no, tumor",TEST\n',
    );
    expect(JSON.parse(files.get('certificate.json') ?? '')).toMatchObject({
      split: { name: 'official' },
      certificate: { level: 'NONE' },
    });
    expect(JSON.parse(files.get('run.json') ?? '')).toMatchObject({
      id: IDS.run,
      evaluations: [{ subset: 'TEST' }],
      timeline: [{ kind: 'FINISHED' }],
    });

    await sagittal([...args, '--out', 'again.zip'], { cwd: folder });
    expect(bytes.equals(await readFile(path.join(folder, 'again.zip')))).toBe(true);
  });

  test('a run that is not there, and a folder that cannot be written', async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-cli-'));
    const { url } = await serve({
      run: ({ id }: { id: string }) => (id === IDS.run ? run('FINISHED', { split: null, evaluations: [] }) : null),
    });
    const missing = await sagittal(['export-run', 'run_x', '--url', url], { cwd: folder });
    expect(missing).toMatchObject({ exitCode: EXIT.failed });
    expect(missing.stderr).toContain('NOT_FOUND');
    expect(await sagittal(['export-run', IDS.run, '--out', 'no/such/folder.zip', '--url', url], { cwd: folder })).toMatchObject({
      exitCode: EXIT.failed,
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

test('demo-folder needs no server', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-cli-'));
  try {
    const outcome = await sagittal(['demo-folder', 'demo', '--json'], { cwd: folder });
    expect(outcome).toMatchObject({ exitCode: EXIT.ok });
    const written = JSON.parse(outcome.stdout) as { directory: string; images: number };
    expect(written.directory).toBe(path.join(folder, 'demo'));
    const files = await readdir(written.directory, { recursive: true });
    expect(files.filter((file) => file.endsWith('.png'))).toHaveLength(written.images);
  } finally {
    await rm(folder, { recursive: true });
  }
});

describe('what is no server', () => {
  test('nobody there', async () => {
    const outcome = await sagittal(['runs', '--url', 'http://127.0.0.1:1']);
    expect(outcome).toMatchObject({ exitCode: EXIT.unreachable, stdout: '' });
    expect(outcome.stderr).toContain('npm start');
    expect(await sagittal(['runs'])).toMatchObject({ exitCode: EXIT.unreachable });
  });

  test('interrupted while asking', async () => {
    const { url } = await serve({ runs: () => new Promise(() => undefined) });
    const outcome = await sagittal(['runs', '--url', url], { signal: AbortSignal.timeout(50) });
    expect(outcome.exitCode).toBe(EXIT.interrupted);
  });
});

test.each([
  [[]],
  [['nonsense']],
  [['import', 'x']],
  [['import', 'x', '--name', 'a', '--into', 'b']],
  [['import', '--name', 'a']],
  [['launch', '--preset', 'p']],
  [['launch', '--dataset', 'd']],
  [['launch', '--dataset', 'd', '--preset', 'p', '--set', 'epochs']],
  [['launch', '--dataset', 'd', '--preset', 'p', '--seed', '1.5']],
  [['launch', '--dataset', 'd', '--recipe', 'not-there.json']],
  [['split', 'd', '--name', 'n', '--strategy', 'RANDOM', '--seed', '1']],
  [['split', 'd', '--name', 'n', '--strategy', 'OFFICIAL']],
  [['split', 'd', '--name', 'n', '--strategy', 'STRATIFIED', '--seed', '1', '--test', '2']],
  [['runs', '--where', 'status=FINISHED']],
  [['runs', '--first', '0']],
])('%j is a usage error', async (args) => {
  const outcome = await sagittal(args);
  expect(outcome).toMatchObject({ exitCode: EXIT.usage, stdout: '' });
  expect(outcome.stderr).not.toBe('');
});

test('help goes to standard output and is no failure', async () => {
  for (const args of [['--help'], ['launch', '--help']]) {
    const outcome = await sagittal(args);
    expect(outcome).toMatchObject({ exitCode: EXIT.ok, stderr: '' });
    expect(outcome.stdout).toContain('Exit codes:');
  }
});

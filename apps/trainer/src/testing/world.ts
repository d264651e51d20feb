import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { newId, type RecipeInput, recipeSchema } from '@sagittal/contracts';
import type { WeightsPlaces } from '@sagittal/models/node';
import { connect, type Database } from '@sagittal/prisma';
import { createTestDatabase, type TestDatabase } from '@sagittal/prisma/testing';
import { runMigrations } from 'graphile-worker';
import type { ComputeEntry } from '../child/compute-process.ts';
import { testEnvironment } from './env.ts';
import { startTrainer, type Trainer } from '../trainer.ts';

/** Processes run from their source. */
const execArgv = ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
const compute: ComputeEntry = { file: path.join(import.meta.dirname, '../compute/main.ts'), execArgv };

/** A database, a home and folders of their own, with the rows that everything else hangs on. */
export class World {
  readonly database: Database;
  readonly home: string;
  readonly said: string[] = [];
  readonly #testDatabase: TestDatabase;
  readonly #trainers: Trainer[] = [];
  /** Nothing is downloaded unless a test says from where. */
  weights: WeightsPlaces = { folders: [], downloads: null, mirror: null, offline: true };

  private constructor(testDatabase: TestDatabase, database: Database, home: string) {
    this.#testDatabase = testDatabase;
    this.database = database;
    this.home = home;
  }

  static async create(): Promise<World> {
    const testDatabase = await createTestDatabase();
    const database = connect(testDatabase.url);
    // the API does this when it starts
    await runMigrations({ pgPool: database.pool });
    const { prisma } = database;
    await prisma.user.create({ data: { id: 'usr_test', name: 'Test', email: 'test@localhost' } });
    await prisma.project.create({ data: { id: 'prj_test', name: 'Test' } });
    await prisma.experiment.create({ data: { id: 'exp_test', projectId: 'prj_test', name: 'Test', createdById: 'usr_test' } });
    return new World(testDatabase, database, await realpath(await mkdtemp(path.join(os.tmpdir(), 'sagittal-trainer-'))));
  }

  folder(name: string): string {
    return path.join(this.home, 'folders', name);
  }

  async trainer(): Promise<Trainer> {
    const env = {
      databaseUrl: this.#testDatabase.url,
      home: this.home,
      weights: this.weights,
      dataRoots: [this.home],
      codeVersion: 'test',
      threads: 1,
    };
    const trainer = await startTrainer(env, compute, (message) => this.said.push(message));
    this.#trainers.push(trainer);
    return trainer;
  }

  /** A trainer as a process of its own, as the launcher starts it. Its test ends it. */
  async trainerProcess(): Promise<ChildProcess> {
    const child = fork(path.join(import.meta.dirname, '../main.ts'), [], {
      execArgv,
      env: { ...testEnvironment(), DATABASE_URL: this.#testDatabase.url, SAGITTAL_HOME: this.home, SAGITTAL_THREADS: '1' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('exit', (code) => reject(new Error(`The trainer ended with ${String(code)}.`)));
    });
    return child;
  }

  /** Rows as the API writes them for an import. @returns the job's id */
  async queueImport(folder: string, into?: string): Promise<{ jobId: string; datasetId: string }> {
    const { prisma } = this.database;
    const datasetId = into ?? newId('dataset');
    if (into === undefined)
      await prisma.dataset.create({ data: { id: datasetId, projectId: 'prj_test', name: datasetId, createdById: 'usr_test' } });
    const jobId = newId('job');
    await prisma.job.create({
      data: {
        id: jobId,
        kind: 'import-dataset',
        payload: { kind: 'import-dataset', datasetId, path: folder, newDataset: into === undefined },
      },
    });
    await this.database.pool.query(
      `SELECT graphile_worker.add_job('run-job', json_build_object('jobId', $1::text), max_attempts => 1)`,
      [jobId],
    );
    return { jobId, datasetId };
  }

  /** Rows as the API writes them for a launch. @returns the run's id */
  async launch(splitId: string, recipe: RecipeInput): Promise<string> {
    const id = newId('run');
    await this.database.prisma.run.create({
      data: {
        id,
        experimentId: 'exp_test',
        splitId,
        name: id,
        colour: 1,
        mark: 1,
        recipe: recipeSchema.parse(recipe),
        createdById: 'usr_test',
      },
    });
    await this.database.pool.query(
      `SELECT graphile_worker.add_job('train-run', json_build_object('runId', $1::text), max_attempts => 1)`,
      [id],
    );
    return id;
  }

  /** As the API cancels a run that is under way. */
  async cancelRun(id: string): Promise<void> {
    await this.database.pool.query(`UPDATE "Run" SET "cancelRequestedAt" = clock_timestamp() WHERE id = $1`, [id]);
    await this.database.pool.query(`SELECT pg_notify('sagittal_cancel_run', $1)`, [id]);
  }

  run(id: string) {
    return this.database.prisma.run.findUniqueOrThrow({
      where: { id },
      include: {
        timeline: { orderBy: { id: 'asc' } },
        attempts: { orderBy: { attempt: 'asc' } },
        evaluations: true,
        checkpoints: true,
        artifacts: true,
      },
    });
  }

  job(id: string) {
    return this.database.prisma.job.findUniqueOrThrow({ where: { id }, include: { problems: { orderBy: { item: 'asc' } } } });
  }

  /** Values of one series in order. */
  async curve(runId: string, key: string): Promise<number[]> {
    const points = await this.database.prisma.metricPoint.findMany({
      where: { series: { runId, key } },
      orderBy: { seq: 'asc' },
    });
    return points.map(({ value }) => value);
  }

  /** Scores of every prediction on a subset, by the image's path. */
  async scores(runId: string, subset: 'VALIDATION' | 'TEST'): Promise<[string, number[]][]> {
    const rows = await this.database.prisma.prediction.findMany({
      where: { evaluation: { runId, subset } },
      include: { item: true },
      orderBy: { item: { path: 'asc' } },
    });
    return rows.map(({ item, scores }) => [item.path, scores]);
  }

  async close(): Promise<void> {
    for (const trainer of this.#trainers) await trainer.close();
    await this.database.close();
    await this.#testDatabase.drop();
    await rm(this.home, { recursive: true, force: true });
  }
}

/** Waits until something is so. @throws Error after the time, saying what was seen last */
export async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean, milliseconds = 30_000): Promise<T> {
  const start = performance.now();
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    if (performance.now() - start > milliseconds)
      throw new Error(
        `Not so after ${String(milliseconds)} ms: ${JSON.stringify(seen, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).slice(0, 2000)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const ended = ({ status }: { status: string }) => !['QUEUED', 'RUNNING'].includes(status);

import { setTimeout as wait } from 'node:timers/promises';
import { ask } from './graphql.ts';

/** What seeds and checks ask of a server, as a person would by hand. */

export interface JobState {
  readonly id: string;
  readonly status: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly result: { readonly id: string } | null;
}

export interface RunState {
  readonly id: string;
  readonly status: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly progress: { readonly phase: string; readonly epoch: number | null };
}

export interface DatasetState {
  readonly id: string;
  readonly splitId: string;
}

const POLL_MS = 300;

async function until<T extends { readonly status: string }>(
  read: () => Promise<T>,
  over: readonly string[],
  milliseconds: number,
): Promise<T> {
  for (const deadline = Date.now() + milliseconds; ; await wait(POLL_MS)) {
    const state = await read();
    if (over.includes(state.status)) return state;
    if (Date.now() > deadline) throw new Error(`It is still ${state.status} after ${milliseconds / 1000} s.`);
  }
}

export function jobEnd(url: string, id: string, milliseconds = 120_000): Promise<JobState> {
  const read = async (): Promise<JobState> => {
    const { node } = await ask<{ node: JobState | null }>(
      url,
      'query ($id: ID!) { node(id: $id) { ... on Job { id status error { code message } result { id } } } }',
      { id },
    );
    if (node === null) throw new Error(`There is no job ${id}.`);
    return node;
  };
  return until(read, ['SUCCEEDED', 'FAILED', 'CANCELLED'], milliseconds);
}

export async function runState(url: string, id: string): Promise<RunState> {
  const { run } = await ask<{ run: RunState | null }>(
    url,
    'query ($id: ID!) { run(id: $id) { id status error { code message } progress { phase epoch } } }',
    { id },
  );
  if (run === null) throw new Error(`There is no run ${id}.`);
  return run;
}

export function runEnd(url: string, id: string, milliseconds = 300_000): Promise<RunState> {
  return until(() => runState(url, id), ['FINISHED', 'FAILED', 'CANCELLED'], milliseconds);
}

/** A dataset that is ready, with the first split of its newest version. */
export async function datasetByName(url: string, name: string): Promise<DatasetState | null> {
  const { dataset } = await ask<{ dataset: { id: string; latestVersion: { splits: { id: string }[] } | null } | null }>(
    url,
    'query ($name: String!) { dataset(name: $name) { id latestVersion { splits { id } } } }',
    { name },
  );
  const splitId = dataset?.latestVersion?.splits[0]?.id;
  return dataset === null || splitId === undefined ? null : { id: dataset.id, splitId };
}

export async function experimentByName(url: string, name: string): Promise<string> {
  const { experiment } = await ask<{ experiment: { id: string } | null }>(
    url,
    'query ($name: String!) { experiment(name: $name) { id } }',
    { name },
  );
  if (experiment !== null) return experiment.id;
  const { createExperiment } = await ask<{ createExperiment: { id: string } }>(
    url,
    'mutation ($name: String!) { createExperiment(input: { name: $name }) { id } }',
    { name },
  );
  return createExperiment.id;
}

export interface Launch {
  readonly experimentId: string;
  readonly splitId: string;
  readonly preset: string;
  readonly recipe?: Readonly<Record<string, unknown>>;
  readonly name?: string;
  readonly tags?: readonly { readonly key: string; readonly value: string }[];
}

export async function launchRun(url: string, input: Launch): Promise<string> {
  const { launchRun: run } = await ask<{ launchRun: { id: string } }>(
    url,
    'mutation ($input: LaunchRunInput!) { launchRun(input: $input) { id } }',
    { input },
  );
  return run.id;
}

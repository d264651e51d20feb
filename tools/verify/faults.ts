import { setTimeout as wait } from 'node:timers/promises';
import type { Steps } from '../console/steps.ts';
import { ask } from '../launcher/graphql.ts';
import type { Stack } from '../launcher/stack.ts';
import { type DatasetState, experimentByName, launchRun, runEnd, runState } from '../launcher/work.ts';
import { busiestChild } from './processes.ts';

export const VICTIMS = ['compute child', 'trainer', 'server', 'PostgreSQL'] as const;
export type Victim = (typeof VICTIMS)[number];

/** Epochs of the run that is disturbed: enough that the blow falls in the middle. */
const EPOCHS = 10;
/** No run may be RUNNING without an owner for longer. */
const OWNERLESS_MS = 30_000;

interface Outcome {
  readonly timeline: readonly { readonly kind: string; readonly at: string; readonly message: string }[];
  readonly metricSeries: readonly { readonly key: string; readonly steps: readonly number[] }[];
  readonly evaluations: readonly {
    readonly subset: string;
    readonly imageCount: number;
    readonly predictions: { readonly edges: readonly unknown[] };
  }[];
}

const pause = (milliseconds: number): Promise<void> => wait(milliseconds);

async function pidOf(victim: Victim, stack: Stack): Promise<number> {
  const { server, trainer, postgres } = stack.pids();
  const parents: Record<Victim, number | undefined> = { 'compute child': trainer, trainer, server, PostgreSQL: postgres };
  const pid = parents[victim];
  if (pid === undefined) throw new Error(`The ${victim} does not run here.`);
  return victim === 'compute child' ? busiestChild(pid, pause) : pid;
}

/** The server may be away while it is started again: asked until it answers. */
async function patiently<T>(question: () => Promise<T>, milliseconds = 60_000): Promise<T> {
  for (const deadline = Date.now() + milliseconds; ; await wait(250)) {
    try {
      return await question();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

function expectTrue(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/**
 * Kills one process (SIGKILL) in the middle of a run and looks whether everything comes back: what was acknowledged is
 * there, the run ends, and what it wrote is whole and told once.
 *
 * @returns in words, how it went
 * @throws Error with what is not as it should be
 */
export async function killDuringRun(
  victims: readonly Victim[],
  stack: Stack,
  dataset: DatasetState,
  steps: Steps,
): Promise<string> {
  const { url } = stack;
  return steps.step(`kill -9 of ${victims.join(' and ')}`, async (tell) => {
    const experimentId = await experimentByName(url, 'Faults');
    const id = await launchRun(url, { experimentId, splitId: dataset.splitId, preset: 'small-cnn', recipe: { epochs: EPOCHS } });
    for (;;) {
      const { status, progress, error } = await runState(url, id);
      expectTrue(status === 'QUEUED' || status === 'RUNNING', `The run ended before the blow: ${status} ${error?.message ?? ''}`);
      if (progress.phase === 'TRAINING' && (progress.epoch ?? 0) >= 3) break;
      await wait(100);
    }
    /** When the one that owned or computed the run was killed. */
    let ownerKilledAt: number | null = null;
    for (const victim of victims) {
      const acknowledged = await patiently(() => experimentByName(url, `acknowledged before ${victim} died`));
      const pid = await pidOf(victim, stack);
      tell(`process ${pid} is killed`);
      if (victim === 'trainer' || victim === 'compute child') ownerKilledAt ??= Date.now();
      process.kill(pid, 'SIGKILL');
      await wait(300);
      const { experiment } = await patiently(() =>
        ask<{ experiment: { id: string } | null }>(url, 'query ($id: ID!) { experiment(id: $id) { id } }', { id: acknowledged }),
      );
      expectTrue(experiment?.id === acknowledged, 'What was acknowledged is gone.');
    }
    const { status, error } = await patiently(() => runEnd(url, id));
    expectTrue(status === 'FINISHED', `The run ended as ${status}: ${error?.code ?? ''} ${error?.message ?? ''}`);

    const { run } = await ask<{ run: Outcome }>(
      url,
      `query ($id: ID!) { run(id: $id) {
        timeline { kind at message }
        metricSeries(keys: ["loss", "val_accuracy"]) { key steps }
        evaluations { subset imageCount predictions(first: 1000) { edges { node { id } } } } } }`,
      { id },
    );
    const every = Array.from({ length: EPOCHS }, (_, index) => index + 1);
    expectTrue(run.metricSeries.length === 2, 'A curve is missing.');
    for (const { key, steps: told } of run.metricSeries)
      expectTrue(String(told) === String(every), `${key} has the steps ${String(told)}.`);
    for (const subset of ['VALIDATION', 'TEST']) {
      const evaluation = run.evaluations.find((one) => one.subset === subset);
      expectTrue(evaluation !== undefined, `There is no evaluation on ${subset}.`);
      expectTrue(evaluation?.predictions.edges.length === evaluation?.imageCount, `Predictions on ${subset} are missing.`);
    }
    expectTrue(run.timeline.filter(({ kind }) => kind === 'FINISHED').length === 1, 'It finished more than once.');
    const since: number | null = ownerKilledAt;
    if (since === null) {
      tell('the run went on');
      return 'the run went on';
    }
    const first = run.timeline.find(({ kind, at }) => kind === 'RESUMED' && Date.parse(at) >= since - 1_000);
    if (first === undefined) throw new Error('It does not say that it was taken up again.');
    const after = Date.parse(first.at) - since;
    expectTrue(after <= OWNERLESS_MS, `It was taken up again only after ${after / 1000} s.`);
    const words = `taken up again after ${(after / 1000).toFixed(1)} s`;
    tell(words);
    return words;
  });
}

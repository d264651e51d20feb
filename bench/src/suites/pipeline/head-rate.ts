import type { Engine } from '@sagittal/engines';
import type { WeightsPlaces } from '@sagittal/models/node';
import { train, type TrainJob } from '@sagittal/training';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { SampledImages } from './images.ts';
import type { BenchNetwork } from './network.ts';

/**
 * One whole training of the head; the features are cached from the first call on. Timed is the phase TRAINING: every epoch with
 * its validation. In training images a second, over all epochs.
 */
export async function headRate(
  { recipe }: BenchNetwork,
  { all, classes }: SampledImages,
  engine: Engine,
  weights: WeightsPlaces,
  scratch: string,
): Promise<number> {
  const directory = await mkdtemp(path.join(scratch, 'run-'));
  // seven tenths for training, one for validation, two for test, each with every class
  const part = (from: number, to: number) => all.filter((_, index) => index % 10 >= from && index % 10 < to);
  const training = part(0, 7);
  const job: TrainJob = {
    recipe,
    classes,
    training,
    validation: part(7, 8),
    test: part(8, 10),
    origin: {
      run: { id: 'bench', name: 'bench' },
      dataset: { name: 'bench', version: 1, manifestHash: '' },
      split: { name: 'bench', strategy: 'STRATIFIED', seed: 1 },
      certificate: null,
      codeVersion: 'bench',
    },
    directory,
    featureDirectory: path.join(scratch, 'features'),
    weights,
  };
  let began: number | undefined;
  let ended: number | undefined;
  for await (const event of train(job, { engine, signal: new AbortController().signal })) {
    if (event.type !== 'progress') continue;
    if (event.progress.phase === 'TRAINING') began ??= performance.now();
    if (event.progress.phase === 'EVALUATING') ended ??= performance.now();
  }
  await rm(directory, { recursive: true });
  if (began === undefined || ended === undefined) throw new Error('The training told no phases.');
  return (training.length * recipe.epochs * 1000) / (ended - began);
}

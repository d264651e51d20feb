import { weightsRowByName } from '@sagittal/models';
import { findWeights } from '@sagittal/models/node';
import { prepareNetwork } from '@sagittal/training';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { thisMachine } from '../measure/machine.ts';
import type { BenchResult } from '../measure/result.ts';
import type { Suite, SuiteOptions } from '../suite.ts';
import { findPeerPython } from './compute/python.ts';
import type { FineTuningRecord } from './fine-tuning/curve.ts';
import { fineTuneOurs } from './fine-tuning/ours.ts';
import { FINE_TUNING, recipeOf } from './fine-tuning/plan.ts';
import { readSubsets } from './fine-tuning/subsets.ts';
import { fineTuneTorch, writeTorchJob } from './fine-tuning/torch.ts';
import { chooseFolder } from './pipeline/images.ts';

const RECORD = 'bench/results/fine-tuning.json';
/** Steps that are also taken in double precision. */
const DOUBLE_STEPS = 4;
const PROGRAM = 'bench/peers/fine_tune_resnet50.py';

/** That our training learns what another's does: the same weights, batches and optimizer, and then the same accuracy. */
export const fineTuningSuite: Suite = {
  name: 'fine-tuning',
  description: 'test accuracy of a fine-tuned ResNet50 beside PyTorch’s, from the same weights on the same batches',
  async run(options) {
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'sagittal-bench-'));
    try {
      return await compare(options, scratch);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

async function compare(options: SuiteOptions, scratch: string): Promise<BenchResult[]> {
  const { root, weights: places, tell } = options;
  const python = await findPeerPython(options.python, root);
  if (python?.peers.has('torch') !== true)
    throw new Error('This suite needs a Python with PyTorch and h5py: see bench/README.md.');
  const folder = await chooseFolder(options.data, root, scratch);
  const { size, trainingImages, testImages, batch, epochs, learningRate } = FINE_TUNING;
  const subsets = await readSubsets(folder.path, { size, training: trainingImages, test: testImages });
  const network = await prepareNetwork(recipeOf(FINE_TUNING), subsets.classes.length, places);
  const row = weightsRowByName(network.plan.architecture, 'resnet50-imagenet');
  const weights = findWeights(row, places);
  if (weights === null) throw new Error(`The weights ${row.name} are not there.`);

  await writeTorchJob(scratch, FINE_TUNING, subsets, network.parameters, weights.path);
  const torch = { python: python.file, program: path.join(root, PROGRAM) };
  // at the same time: what else the machine does changes the time they take, not what they compute
  const [peer, ours] = await Promise.all([
    fineTuneTorch(scratch, { ...torch, tell: (text) => tell(`PyTorch, ${text}`) }),
    fineTuneOurs(FINE_TUNING, subsets, network, (text) => tell(`ours, ${text}`)),
  ]);
  tell('PyTorch in double …');
  const { losses: double } = await fineTuneTorch(scratch, { ...torch, double: DOUBLE_STEPS, tell });

  const { measuredAt, processor } = thisMachine();
  const record: FineTuningRecord = {
    ...{ measuredAt, processor, dataset: folder.name },
    ...{ size, trainingImages, testImages, batch, epochs, learningRate, ours, peer, double },
  };
  await writeFile(path.join(root, RECORD), `${JSON.stringify(record)}\n`);
  tell(`The curves are in ${RECORD}.`);
  const [one, other] = [ours.tests.at(-1)?.accuracy ?? NaN, peer.tests.at(-1)?.accuracy ?? NaN];
  return [
    {
      suite: 'fine-tuning',
      name: `ResNet50, every layer, ${folder.name}: test accuracy`,
      ...{ value: 100 * one, unit: '%', spread: null, peer: peer.title, peerValue: 100 * other },
      // within a point of the peer's
      ...{ ratio: one / other, target: (other - 0.01) / other },
    },
  ];
}

import { selectEngine } from '@sagittal/engines';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { alternate } from '../measure/alternate.ts';
import { type BenchResult, rateAgainst, rateAlone } from '../measure/result.ts';
import type { Suite, SuiteOptions } from '../suite.ts';
import { extractionRate, inMemoryRate, prepareFeatures } from './pipeline/feature-rates.ts';
import { headRate } from './pipeline/head-rate.ts';
import { chooseFolder, sampleImages } from './pipeline/images.ts';
import { importRate } from './pipeline/import-rate.ts';
import { frozenNetwork } from './pipeline/network.ts';

const TURNS = 5;
/** Images of a turn of feature extraction: of the size of a real dataset, and what the peer can hold in memory (0.6 GB). */
const FEATURE_IMAGES = 4096;
/** Decoding, waiting and keeping the features may cost so much of the bare network's rate. */
const FEATURE_TARGET = 0.9;

/** From files to a trained head: how many images a second each part of the way takes. */
export const pipelineSuite: Suite = {
  name: 'pipeline',
  description: 'images a second of import, of feature extraction and of head training',
  async run(options) {
    const scratch = await mkdtemp(path.join(os.tmpdir(), 'sagittal-bench-'));
    try {
      return await measure(options, scratch);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  },
};

async function measure({ data, weights, root, tell }: SuiteOptions, scratch: string): Promise<BenchResult[]> {
  const folder = await chooseFolder(data, root, scratch);
  const images = await sampleImages(folder.path, FEATURE_IMAGES);
  const network = await frozenNetwork(weights, images.classes.length);
  const { engine } = await selectEngine();
  const suite = 'pipeline';
  const unit = 'images/s';
  const results: BenchResult[] = [];

  tell(`import of ${folder.name}`);
  const imports: number[] = [];
  for (let turn = 1; turn <= TURNS; turn += 1) {
    const { rate, count } = await importRate(folder.path, path.join(scratch, `home-${String(turn)}`));
    tell(`${String(turn)} of ${String(TURNS)}: ${String(count)} images, ${rate.toFixed(1)} ${unit}`);
    imports.push(rate);
  }
  results.push(rateAlone({ suite, name: `import, ${folder.name}`, unit }, imports));

  const on = `${network.name} on ${engine.name} (${engine.device}), ${folder.name} (${String(images.all.length)} images)`;
  tell(`feature extraction, ${on}`);
  const prepared = await prepareFeatures(network, images.all);
  const pairs = await alternate(
    TURNS,
    () => extractionRate(prepared, engine, scratch),
    () => inMemoryRate(prepared, engine),
    tell,
  );
  const named = { suite, name: `feature extraction, ${on}`, unit };
  results.push(rateAgainst(named, pairs, 'same ONNX session, tensors in memory', FEATURE_TARGET));

  tell(`head training, ${on}`);
  const heads: number[] = [];
  for (let turn = 0; turn <= TURNS; turn += 1) {
    const rate = await headRate(network, images, engine, weights, scratch);
    tell(`${turn === 0 ? 'warm-up' : `${String(turn)} of ${String(TURNS)}`}: ${rate.toFixed(0)} ${unit}`);
    if (turn > 0) heads.push(rate);
  }
  results.push(rateAlone({ suite, name: `head training from cached features, ${on}`, unit }, heads));
  return results;
}

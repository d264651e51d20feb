import { imageBatches } from '@sagittal/data';
import type { Engine } from '@sagittal/engines';
import type { Graph, Parameters } from '@sagittal/models';
import { extractFeatures, FEATURE_BATCH, parametersOf, type TrainImage } from '@sagittal/training';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import type { BenchNetwork } from './network.ts';

export interface PreparedFeatures {
  readonly backbone: Graph;
  readonly parameters: Parameters;
  readonly featureSize: number;
  readonly height: number;
  readonly width: number;
  readonly images: readonly TrainImage[];
  /** The same images decoded, in whole batches: the last one may repeat the first images. */
  readonly batches: readonly Uint8Array[];
}

/** Decodes the images once, for the peer. */
export async function prepareFeatures(
  { recipe, prepared }: BenchNetwork,
  images: readonly TrainImage[],
): Promise<PreparedFeatures> {
  const { backbone, featureSize } = prepared.plan;
  if (backbone === null || featureSize === null) throw new Error('The preset’s backbone is not frozen.');
  const { height, width } = recipe.input;
  const paths = images.map((image) => image.path);
  while (paths.length % FEATURE_BATCH !== 0) paths.push(...paths.slice(0, FEATURE_BATCH - (paths.length % FEATURE_BATCH)));
  const batches: Uint8Array[] = [];
  for await (const { data } of imageBatches({ paths, height, width, batch: FEATURE_BATCH })) batches.push(data.slice());
  return { backbone, parameters: parametersOf(backbone, prepared.parameters), featureSize, height, width, images, batches };
}

/** Ours, as a run does it: the session made ready, files read and decoded, features computed and kept. In images a second. */
export async function extractionRate(prepared: PreparedFeatures, engine: Engine, scratch: string): Promise<number> {
  const cacheDirectory = await mkdtemp(path.join(scratch, 'features-'));
  const began = performance.now();
  const features = extractFeatures({ ...prepared, cacheDirectory }, { engine, signal: new AbortController().signal });
  let step = await features.next();
  while (step.done !== true) step = await features.next();
  const seconds = (performance.now() - began) / 1000;
  if (step.value.size !== prepared.images.length)
    throw new Error(`${String(step.value.size)} features of ${String(prepared.images.length)} images.`);
  await rm(cacheDirectory, { recursive: true });
  return prepared.images.length / seconds;
}

/** The peer: the same network in the same engine at the same batch, fed with pixels that are in memory; its session stands before the clock starts. */
export async function inMemoryRate({ backbone, parameters, batches }: PreparedFeatures, engine: Engine): Promise<number> {
  const session = await engine.compileForward(backbone, { batch: FEATURE_BATCH, parameters, endpoints: ['pooled'] });
  try {
    const began = performance.now();
    for (const data of batches) await session.forward({ data, count: FEATURE_BATCH });
    return (batches.length * FEATURE_BATCH * 1000) / (performance.now() - began);
  } finally {
    await session.dispose();
  }
}

import type { RunProgress } from '@sagittal/contracts';
import { imageBatches } from '@sagittal/data';
import type { Engine } from '@sagittal/engines';
import { FORWARD_BATCH, type Graph, type Parameters } from '@sagittal/models';
import { log, type TrainEvent } from '../events.ts';
import type { TrainImage } from '../job.ts';
import { Pace } from '../loop/pace.ts';
import { Rate } from '../loop/rate.ts';
import { featureCacheKey } from './cache-key.ts';
import { FeatureCache, pruneFeatureCache } from './feature-cache.ts';

/** Images a forward pass. Always full (the last one is filled up with black), so that an image's features never depend on its company. */
export const FEATURE_BATCH = FORWARD_BATCH.features;
const ENDPOINT = 'pooled';

export interface FeatureRequest {
  readonly backbone: Graph;
  readonly parameters: Parameters;
  readonly featureSize: number;
  readonly height: number;
  readonly width: number;
  /** All images of the run; one that is there twice is computed once. */
  readonly images: readonly TrainImage[];
  readonly cacheDirectory: string;
}

/**
 * The features of every image from a frozen backbone: from the cache where they are there, else computed and kept.
 *
 * @returns by SHA-256 of the image, vectors of `featureSize`
 */
export async function* extractFeatures(
  request: FeatureRequest,
  { engine, signal }: { engine: Engine; signal: AbortSignal },
): AsyncGenerator<TrainEvent, Map<string, Float32Array>, undefined> {
  const { backbone, parameters, featureSize, images, cacheDirectory } = request;
  const files = new Map(images.map(({ sha256, path }) => [sha256, path]));
  const cache = new FeatureCache(cacheDirectory, featureCacheKey(backbone, parameters, engine), featureSize);
  const features = await cache.read(new Set(files.keys()));
  const missing = [...files].filter(([sha256]) => !features.has(sha256));
  yield log(
    'INFO',
    `Features of ${String(files.size)} distinct images: ${String(features.size)} cached, ${String(missing.length)} to compute.`,
  );
  let problem: string | null = null;
  if (missing.length > 0) {
    for await (const step of computeFeatures(request, missing, files.size, engine, signal)) {
      if (step.type === 'progress') yield step;
      else {
        features.set(step.sha256, step.vector);
        problem ??= await keep(() => cache.add(step.sha256, step.vector));
      }
    }
  }
  problem ??= await keep(async () => {
    await cache.flush();
    await cache.touch();
    await pruneFeatureCache(cacheDirectory);
  });
  if (problem !== null) yield log('WARNING', `Features could not be kept for the next run: ${problem}`);
  return features;
}

type Computed =
  | { readonly type: 'vector'; readonly sha256: string; readonly vector: Float32Array }
  | (TrainEvent & { readonly type: 'progress' });

async function* computeFeatures(
  { backbone, parameters, featureSize, height, width }: FeatureRequest,
  missing: readonly (readonly [sha256: string, path: string])[],
  total: number,
  engine: Engine,
  signal: AbortSignal,
): AsyncGenerator<Computed, void, undefined> {
  const pace = new Pace(signal);
  const rate = new Rate(performance.now());
  const session = await engine.compileForward(backbone, { batch: FEATURE_BATCH, parameters, endpoints: [ENDPOINT] });
  try {
    const paths = missing.map(([, path]) => path);
    for await (const { data, start, count } of imageBatches({
      paths,
      height,
      width,
      batch: FEATURE_BATCH,
      signal,
    })) {
      await pace.breathe();
      const values = (
        await session.forward({ data: filledUp(data, FEATURE_BATCH * height * width * 3), count: FEATURE_BATCH })
      ).get(ENDPOINT);
      if (values === undefined) throw new Error(`The engine gave no ${ENDPOINT}.`);
      for (let row = 0; row < count; row += 1) {
        yield {
          type: 'vector',
          sha256: missing[start + row]?.[0] ?? '',
          vector: values.slice(row * featureSize, (row + 1) * featureSize),
        };
      }
      rate.update(start + count, performance.now());
      if (pace.dueToTell()) {
        const progress: RunProgress = {
          phase: 'FEATURES',
          done: total - missing.length + start + count,
          total,
          ...rate.figures(missing.length - start - count),
        };
        yield { type: 'progress', progress };
      }
    }
  } finally {
    await session.dispose();
  }
}

function filledUp(data: Uint8Array, length: number): Uint8Array {
  if (data.length === length) return data;
  const full = new Uint8Array(length);
  full.set(data);
  return full;
}

/** The cache is a convenience: what goes wrong with it is told and stops nothing. */
async function keep(work: () => Promise<void>): Promise<string | null> {
  try {
    await work();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

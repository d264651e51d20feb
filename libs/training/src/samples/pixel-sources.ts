import type { RunProgress } from '@sagittal/contracts';
import { imageBatches } from '@sagittal/data';
import { KEPT_PIXELS_BYTES } from '@sagittal/models';
import { log, type TrainEvent } from '../events.ts';
import type { TrainImage } from '../job.ts';
import { Pace } from '../loop/pace.ts';
import { Rate } from '../loop/rate.ts';
import { FileSource } from './file-source.ts';
import { MemorySource } from './memory-source.ts';
import type { SampleSource } from './sample-source.ts';

const BATCH = 64;

/**
 * The pixels of several subsets, RGB bytes, as sources: in memory where all of them fit, else from their files each time.
 * Both give the same bytes.
 */
export async function* pixelSources(
  subsets: readonly (readonly TrainImage[])[],
  {
    height,
    width,
    signal,
    memoryBytes = KEPT_PIXELS_BYTES,
  }: { height: number; width: number; signal: AbortSignal; memoryBytes?: number },
): AsyncGenerator<TrainEvent, SampleSource[], undefined> {
  const size = height * width * 3;
  const paths = subsets.map((images) => images.map(({ path }) => path));
  const total = paths.reduce((sum, { length }) => sum + length, 0);
  if (total * size > memoryBytes) {
    yield log('INFO', `${String(total)} images do not fit in memory: they are decoded again each epoch.`);
    return paths.map((subset) => new FileSource({ paths: subset, height, width, signal }));
  }
  const pixels = new Uint8Array(total * size);
  const pace = new Pace(signal);
  const rate = new Rate(performance.now());
  for await (const { data, start, count } of imageBatches({
    paths: paths.flat(),
    height,
    width,
    batch: BATCH,
    signal,
  })) {
    await pace.breathe();
    pixels.set(data, start * size);
    rate.update(start + count, performance.now());
    if (pace.dueToTell()) {
      const progress: RunProgress = { phase: 'PREPARING', done: start + count, total, ...rate.figures(total - start - count) };
      yield { type: 'progress', progress };
    }
  }
  let from = 0;
  return paths.map(({ length }) => {
    const source = new MemorySource(pixels.subarray(from * size, (from + length) * size), size);
    from += length;
    return source;
  });
}

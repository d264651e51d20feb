import type { AugmentationRecipe, RunProgress } from '@sagittal/contracts';
import { imageBatches } from '@sagittal/data';
import { KEPT_PIXELS_BYTES } from '@sagittal/models';
import { log, type TrainEvent } from '../events.ts';
import type { TrainImage } from '../job.ts';
import { Pace } from '../loop/pace.ts';
import { Rate } from '../loop/rate.ts';
import { AugmentedSource, type AugmentedSourceOptions } from './augmented-source.ts';
import { FileSource } from './file-source.ts';
import { MemorySource } from './memory-source.ts';
import type { SampleSource, TrainingSource } from './sample-source.ts';

const BATCH = 64;

export interface PixelRequest {
  readonly training: readonly TrainImage[];
  readonly validation: readonly TrainImage[];
  readonly test: readonly TrainImage[];
  readonly height: number;
  readonly width: number;
  /** What is changed in training pictures, and the seed that it is drawn by. */
  readonly augmentation: AugmentationRecipe;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly memoryBytes?: number;
}

export interface PixelSources {
  /** Changed at random each epoch where the recipe says so; the others never are. */
  readonly training: TrainingSource;
  readonly validation: SampleSource;
  readonly test: SampleSource;
}

/**
 * The pixels of the subsets as sources: in memory where all of them fit, else from their files each time. Both give the same:
 * RGB bytes, and numbers with fractions where pictures are augmented.
 */
export async function* pixelSources(request: PixelRequest): AsyncGenerator<TrainEvent, PixelSources, undefined> {
  const { training, validation, test, height, width, augmentation, seed, signal, memoryBytes = KEPT_PIXELS_BYTES } = request;
  const size = height * width * 3;
  const pathsOf = (images: readonly TrainImage[]): string[] => images.map(({ path }) => path);
  const total = training.length + validation.length + test.length;
  const changed = augmentation.steps.length > 0;
  const augmented = (pictures: AugmentedSourceOptions['pictures']): AugmentedSource =>
    new AugmentedSource({
      pictures,
      hashes: training.map(({ sha256 }) => sha256),
      augmentation,
      seed,
      height,
      width,
      signal,
    });
  if (total * size > memoryBytes) {
    yield log('INFO', `${String(total)} images do not fit in memory: they are decoded again each epoch.`);
    const files = (images: readonly TrainImage[]) => new FileSource({ paths: pathsOf(images), height, width, signal });
    return {
      training: changed ? augmented({ paths: pathsOf(training) }) : files(training),
      validation: files(validation),
      test: files(test),
    };
  }
  // the threads that change training pictures read them where they lie
  const shared = new SharedArrayBuffer(changed ? training.length * size : 0);
  const own = new Uint8Array((total - (changed ? training.length : 0)) * size);
  const place = (index: number): Uint8Array => {
    if (!changed) return own.subarray(index * size);
    const behind = index - training.length;
    return behind < 0 ? new Uint8Array(shared, index * size) : own.subarray(behind * size);
  };
  const pace = new Pace(signal);
  const rate = new Rate(performance.now());
  const paths = pathsOf([...training, ...validation, ...test]);
  for await (const { data, start, count } of imageBatches({ paths, height, width, batch: BATCH, signal })) {
    await pace.breathe();
    for (let row = 0; row < count; row += 1) place(start + row).set(data.subarray(row * size, (row + 1) * size));
    rate.update(start + count, performance.now());
    if (pace.dueToTell()) {
      const progress: RunProgress = { phase: 'PREPARING', done: start + count, total, ...rate.figures(total - start - count) };
      yield { type: 'progress', progress };
    }
  }
  const part = (from: number, { length }: readonly TrainImage[]): MemorySource =>
    new MemorySource(place(from).subarray(0, length * size), size);
  return {
    training: changed ? augmented({ pixels: shared }) : part(0, training),
    validation: part(training.length, validation),
    test: part(training.length + validation.length, test),
  };
}

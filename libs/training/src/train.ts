import { AppError } from '@sagittal/contracts';
import type { Engine } from '@sagittal/engines';
import { type Graph, type Parameters, planNetwork } from '@sagittal/models';
import { Checkpointer } from './checkpoint/checkpointer.ts';
import { evaluateSubset } from './evaluate-subset.ts';
import { log, type TrainEvent } from './events.ts';
import { writeResults } from './export/write-results.ts';
import { extractFeatures } from './features/extract-features.ts';
import { featureRows } from './features/feature-source.ts';
import { standardizeParameters } from './features/statistics.ts';
import type { TrainImage, TrainJob } from './job.ts';
import { judgeCheckpoints } from './judge-checkpoints.ts';
import { fit, type LabelledSource, type LabelledTrainingSource } from './loop/fit.ts';
import { fetchWeights } from './network/fetch-weights.ts';
import { type PreparedNetwork, prepareNetwork } from './network/prepare-network.ts';
import { requireMemory } from './network/require-memory.ts';
import { parametersOf } from './network/subset-parameters.ts';
import { MemorySource } from './samples/memory-source.ts';
import { pixelSources } from './samples/pixel-sources.ts';

interface Compute {
  readonly engine: Engine;
  readonly signal: AbortSignal;
  /** Memory that this process may still take, in bytes; absent: it is not looked at. */
  readonly availableBytes?: number;
}

/** What is trained, on what: the whole network on pixels, or the head on the features of a frozen backbone. */
interface Trainable {
  readonly graph: Graph;
  readonly parameters: Parameters;
  readonly training: LabelledTrainingSource;
  readonly validation: LabelledSource;
  readonly test: LabelledSource;
}

/**
 * One training from beginning to end: network, features of a frozen backbone, epochs, best weights, predictions on validation
 * and test, the files of the model. The same job gives the same curves, weights and predictions to the bit on one machine and number of threads,
 * whether features are cached or not.
 *
 * @throws AppError WEIGHTS_MISSING and what else loadWeights throws, SPLIT_TOO_SMALL, OUT_OF_MEMORY (before anything is computed),
 * LOSS_NOT_FINITE, CANCELLED, and a
 * picture's error where a file cannot be decoded
 */
export async function* train(
  job: TrainJob,
  { engine, signal, availableBytes }: Compute,
): AsyncGenerator<TrainEvent, void, undefined> {
  const { recipe, classes } = job;
  requireImages(job);
  yield { type: 'progress', progress: { phase: 'PREPARING', done: 0, total: null } };
  if (availableBytes !== undefined) requireMemory(job, planNetwork(recipe, classes.length), availableBytes);
  yield* fetchWeights(recipe, job.weights, signal);
  const network = await prepareNetwork(recipe, classes.length, job.weights);
  yield { type: 'environment', weightsHash: network.weightsHash, weightsStory: network.weightsStory };
  if (network.weightsStory !== null) yield log('INFO', network.weightsStory);
  yield log(
    'INFO',
    `${network.plan.architecture.title}: ${network.plan.totalParameters.toLocaleString('en')} parameters, ${network.plan.trainableParameters.toLocaleString('en')} of them trained.`,
  );
  yield log(
    'INFO',
    `${String(job.training.length)} training, ${String(job.validation.length)} validation and ${String(job.test.length)} test images.`,
  );

  const { graph, parameters, training, validation, test } = yield* prepareSamples(job, network, { engine, signal });
  const checkpointer = new Checkpointer(job.directory, {
    fixed: network.parameters,
    metadata: { architecture: recipe.backbone.architecture, classes: JSON.stringify(classes), recipe: JSON.stringify(recipe) },
  });
  const { best, last } = yield* fit(
    {
      recipe,
      classCount: classes.length,
      graph,
      isTrainable: network.plan.isTrainable,
      parameters,
      training,
      validation,
      onEpoch: (now, soFar) =>
        judgeCheckpoints(checkpointer.maybeWrite(now, soFar), soFar, {
          images: job.validation,
          labels: validation.labels,
          classes,
        }),
    },
    { engine, signal },
  );
  yield* checkpointer.write(last, best);

  const model = { graph, parameters: best.parameters, classes, batch: recipe.batch };
  const predictions = [
    yield* evaluateSubset('VALIDATION', job.validation, validation, model, { engine, signal }),
    yield* evaluateSubset('TEST', job.test, test, model, { engine, signal }),
  ].filter((event) => event !== null);
  yield* writeResults({
    directory: job.directory,
    origin: job.origin,
    recipe,
    plan: network.plan,
    weightsHash: network.weightsHash,
    parameters: new Map([...network.parameters, ...best.parameters]),
    classes,
    images: { TRAIN: job.training.length, VALIDATION: job.validation.length, TEST: job.test.length },
    predictions,
    evaluated: [...job.validation, ...job.test],
    engine,
    epochs: last.epoch,
    bestEpoch: best.epoch,
  });
  yield { type: 'done', bestEpoch: best.epoch, epochs: last.epoch };
}

function requireImages({ training, validation }: TrainJob): void {
  const missing = training.length === 0 ? 'training' : validation.length === 0 ? 'validation' : null;
  if (missing === null) return;
  throw new AppError('SPLIT_TOO_SMALL', {
    message: `The split has no ${missing} image of the run's classes.`,
    hint: 'Choose another split, or make one.',
  });
}

async function* prepareSamples(
  job: TrainJob,
  { plan, parameters }: PreparedNetwork,
  compute: Compute,
): AsyncGenerator<TrainEvent, Trainable, undefined> {
  const { height, width } = job.recipe.input;
  const subsets = [job.training, job.validation, job.test] as const;
  const { backbone, head, featureSize } = plan;
  if (backbone === null || head === null || featureSize === null) {
    const { augmentation, seed } = job.recipe;
    const sources = yield* pixelSources({ ...job, height, width, augmentation, seed, signal: compute.signal });
    return {
      graph: plan.whole,
      parameters,
      training: labelled(sources.training, job.training),
      validation: labelled(sources.validation, job.validation),
      test: labelled(sources.test, job.test),
    };
  }
  const features = yield* extractFeatures(
    {
      backbone,
      parameters: parametersOf(backbone, parameters),
      featureSize,
      height,
      width,
      images: subsets.flat(),
      cacheDirectory: job.featureDirectory,
    },
    compute,
  );
  const rows = subsets.map((images) => featureRows(images, features, featureSize));
  const [training, validation, test] = rows.map((values) => new MemorySource(values, featureSize));
  const statistics = job.recipe.head.standardize ? standardizeParameters(rows[0] ?? new Float32Array(), featureSize) : [];
  return {
    graph: head,
    parameters: new Map([...parametersOf(head, parameters), ...statistics]),
    training: labelled(training, job.training),
    validation: labelled(validation, job.validation),
    test: labelled(test, job.test),
  };
}

function labelled<Source>(source: Source | undefined, images: readonly TrainImage[]): { source: Source; labels: Int32Array } {
  if (source === undefined) throw new Error('A subset has no source.');
  return { source, labels: Int32Array.from(images, ({ classIndex }) => classIndex) };
}

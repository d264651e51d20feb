import { AppError, type MetricPoint, type Recipe, type RunProgress } from '@sagittal/contracts';
import type { Engine } from '@sagittal/engines';
import { deriveStepGraph, type Graph, type Parameters, shuffledIndices } from '@sagittal/models';
import type { TrainEvent } from '../events.ts';
import type { SampleSource, TrainingSource } from '../samples/sample-source.ts';
import { scheduleOf } from '../schedules/schedule-of.ts';
import { type EpochScore, isBetter } from './best-epoch.ts';
import { EpochMeans } from './epoch-means.ts';
import { lossAndAccuracy } from './loss-and-accuracy.ts';
import { Pace } from './pace.ts';
import { Rate } from './rate.ts';
import { scoreSamples } from './score.ts';
import { point } from './series.ts';
import { stepInput } from './step-input.ts';

/** Samples of a subset with their classes, in one order. */
export interface LabelledSource {
  readonly source: SampleSource;
  readonly labels: Int32Array;
}

/** As LabelledSource, of samples that may be others each epoch. */
export interface LabelledTrainingSource {
  readonly source: TrainingSource;
  readonly labels: Int32Array;
}

/** A state of the training that is worth keeping. */
export interface Snapshot {
  readonly epoch: number;
  /** Steps done since the start. */
  readonly step: number;
  /** Of the graph that was trained. */
  readonly parameters: Parameters;
  readonly optimizerState: ReadonlyMap<string, Float32Array>;
  /** Probabilities of the validation subset with these parameters: [images, classes]. */
  readonly validationScores: Float32Array;
}

export interface FitRequest {
  readonly recipe: Recipe;
  readonly classCount: number;
  /** What is trained: the whole network, or the head on features. */
  readonly graph: Graph;
  readonly isTrainable: (parameterName: string) => boolean;
  readonly parameters: Parameters;
  readonly training: LabelledTrainingSource;
  readonly validation: LabelledSource;
  /** Called after each epoch; its events are passed on. */
  readonly onEpoch: (last: Snapshot, best: Snapshot) => AsyncIterable<TrainEvent>;
}

/**
 * Trains for the recipe's epochs and keeps the weights of the best one by validation. Shuffles, augmentation and dropout masks are keyed
 * by seed, epoch and step, so that the same request gives the same bits.
 *
 * @throws AppError LOSS_NOT_FINITE with step and learning rate, CANCELLED
 */
export async function* fit(
  request: FitRequest,
  { engine, signal }: { engine: Engine; signal: AbortSignal },
): AsyncGenerator<TrainEvent, { best: Snapshot; last: Snapshot }, undefined> {
  const { recipe, classCount, graph, isTrainable, training, validation } = request;
  const stepGraph = deriveStepGraph(graph, { loss: recipe.loss.type, optimizer: recipe.optimizer, isTrainable });
  const schedule = scheduleOf(recipe.schedule, recipe.optimizer.learningRate);
  const batchSize = Math.min(recipe.batch, training.source.count);
  const stepsPerEpoch = Math.ceil(training.source.count / batchSize);
  const steps = stepsPerEpoch * recipe.epochs;
  const images = training.source.count * recipe.epochs;
  const pace = new Pace(signal);
  const rate = new Rate(performance.now());
  const session = await engine.compileTraining(stepGraph, { batch: batchSize, parameters: request.parameters });
  let points: MetricPoint[] = [];
  let step = 0;
  let bestScore: EpochScore | null = null;
  let best: Snapshot | null = null;
  let last: Snapshot | null = null;
  const told = (epoch: number, imagesDone: number): TrainEvent => {
    const progress: RunProgress = {
      phase: 'TRAINING',
      done: step,
      total: steps,
      epoch,
      epochs: recipe.epochs,
      step: step - (epoch - 1) * stepsPerEpoch,
      stepsPerEpoch,
      ...rate.figures(images - imagesDone),
    };
    return { type: 'progress', progress };
  };
  try {
    for (let epoch = 1; epoch <= recipe.epochs; epoch += 1) {
      const order = shuffledIndices({ seed: recipe.seed, epoch, count: training.source.count });
      const means = new EpochMeans();
      let inEpoch = 0;
      points.push(point('learning_rate', epoch, schedule(step, steps)));
      for await (const batch of training.source.batches(order, batchSize, epoch)) {
        await pace.breathe();
        const learningRate = schedule(step, steps);
        const input = stepInput(batch, {
          graph: stepGraph,
          labels: training.labels,
          seed: recipe.seed,
          epoch,
          step: step - (epoch - 1) * stepsPerEpoch,
        });
        const result = await session.step(input, { learningRate });
        step += 1;
        inEpoch += batch.count;
        points.push(point('batch_loss', step, result.loss));
        if (!Number.isFinite(result.loss)) {
          yield { type: 'points', points };
          throw lossNotFinite(`The loss became ${String(result.loss)}`, { epoch, step, learningRate });
        }
        means.add(batch, result, training.labels, classCount);
        rate.update((epoch - 1) * training.source.count + inEpoch, performance.now());
        if (pace.dueToTell()) {
          yield { type: 'points', points };
          points = [];
          yield told(epoch, (epoch - 1) * training.source.count + inEpoch);
        }
      }
      const parameters = session.parameters();
      const validationScores = await scoreSamples(validation.source, {
        engine,
        graph,
        parameters,
        classCount,
        batch: recipe.batch,
        pace,
      });
      const validated = lossAndAccuracy(validationScores, validation.labels, classCount);
      last = { epoch, step, parameters, optimizerState: session.optimizerState(), validationScores };
      points.push(
        point('loss', epoch, means.loss),
        point('accuracy', epoch, means.accuracy),
        point('val_loss', epoch, validated.loss),
        point('val_accuracy', epoch, validated.accuracy),
      );
      yield { type: 'points', points };
      points = [];
      // the step that ran off may be an epoch's last, whose own loss was taken before its update
      if (!Number.isFinite(validated.loss))
        throw lossNotFinite(`The validation loss became ${String(validated.loss)}`, {
          epoch,
          step,
          learningRate: schedule(step - 1, steps),
        });
      if (best === null || isBetter({ epoch, ...validated }, bestScore)) {
        bestScore = { epoch, ...validated };
        best = last;
        yield {
          type: 'timeline',
          kind: 'BEST',
          at: Date.now(),
          epoch,
          step,
          message: `Best epoch so far: validation accuracy ${(100 * validated.accuracy).toFixed(2)} %, loss ${validated.loss.toFixed(4)}.`,
        };
      }
      yield* request.onEpoch(last, best);
    }
  } finally {
    await session.dispose();
  }
  if (best === null || last === null) throw new Error('A training has at least one epoch.');
  return { best, last };
}

function lossNotFinite(
  what: string,
  { epoch, step, learningRate }: { epoch: number; step: number; learningRate: number },
): AppError {
  return new AppError('LOSS_NOT_FINITE', {
    message: `${what} at step ${String(step)} (epoch ${String(epoch)}), with a learning rate of ${learningRate.toPrecision(3)}.`,
    field: 'optimizer.learningRate',
    hint: 'Try a learning rate ten times smaller.',
  });
}

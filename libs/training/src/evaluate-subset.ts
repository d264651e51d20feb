import { AppError, type Subset } from '@sagittal/contracts';
import type { Engine } from '@sagittal/engines';
import { evaluate, type Graph, type Parameters } from '@sagittal/models';
import type { PredictionsEvent, TrainEvent } from './events.ts';
import type { TrainImage } from './job.ts';
import type { LabelledSource } from './loop/fit.ts';
import { Pace } from './loop/pace.ts';
import { scoreSamples } from './loop/score.ts';

/** Predictions on a subset with what they are worth. */
export function judged(
  subset: Subset,
  images: readonly TrainImage[],
  answers: { classes: readonly string[]; labels: Int32Array; scores: Float32Array },
): PredictionsEvent {
  const { labels, scores } = answers;
  return { type: 'predictions', subset, itemIds: images.map(({ itemId }) => itemId), labels, scores, report: evaluate(answers) };
}

/**
 * Scores a subset with given weights and judges the answers. A subset without images gives no event and null.
 *
 * @throws AppError LOSS_NOT_FINITE where a score is no number
 */
export async function* evaluateSubset(
  subset: Subset,
  images: readonly TrainImage[],
  { source, labels }: LabelledSource,
  { graph, parameters, classes, batch }: { graph: Graph; parameters: Parameters; classes: readonly string[]; batch: number },
  { engine, signal }: { engine: Engine; signal: AbortSignal },
): AsyncGenerator<TrainEvent, PredictionsEvent | null, undefined> {
  if (images.length === 0) return null;
  yield { type: 'progress', progress: { phase: 'EVALUATING', done: 0, total: images.length } };
  const pace = new Pace(signal);
  const scores = await scoreSamples(source, { engine, graph, parameters, classCount: classes.length, batch, pace });
  requireNumbers(subset, images, scores);
  const event = judged(subset, images, { classes, labels, scores });
  yield event;
  yield { type: 'progress', progress: { phase: 'EVALUATING', done: images.length, total: images.length } };
  return event;
}

/** A network that was fine on all it had seen may still run off on one new picture: then it has no answer for it. */
function requireNumbers(subset: Subset, images: readonly TrainImage[], scores: Float32Array): void {
  const classCount = scores.length / images.length;
  const affected = images.filter((_, row) =>
    scores.subarray(row * classCount, (row + 1) * classCount).some((score) => !Number.isFinite(score)),
  );
  const [first] = affected;
  if (first === undefined) return;
  throw new AppError('LOSS_NOT_FINITE', {
    message: `The best weights give no numbers for ${String(affected.length)} of the ${String(images.length)} images of ${subset}, the first being ${first.name}.`,
    item: first.name,
    hint: 'Try a learning rate ten times smaller.',
  });
}

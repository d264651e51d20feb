import type { Subset } from '@sagittal/contracts';
import type { Engine } from '@sagittal/engines';
import { evaluate, type Graph, type Parameters } from '@sagittal/models';
import type { TrainEvent } from './events.ts';
import type { TrainImage } from './job.ts';
import type { LabelledSource } from './loop/fit.ts';
import { Pace } from './loop/pace.ts';
import { scoreSamples } from './loop/score.ts';

/** Predictions on a subset with what they are worth. */
export function judged(
  subset: Subset,
  images: readonly TrainImage[],
  answers: { classes: readonly string[]; labels: Int32Array; scores: Float32Array },
): TrainEvent {
  const { labels, scores } = answers;
  return { type: 'predictions', subset, itemIds: images.map(({ itemId }) => itemId), labels, scores, report: evaluate(answers) };
}

/** Scores a subset with given weights and judges the answers. A subset without images gives no event. */
export async function* evaluateSubset(
  subset: Subset,
  images: readonly TrainImage[],
  { source, labels }: LabelledSource,
  { graph, parameters, classes }: { graph: Graph; parameters: Parameters; classes: readonly string[] },
  { engine, signal }: { engine: Engine; signal: AbortSignal },
): AsyncGenerator<TrainEvent, void, undefined> {
  if (images.length === 0) return;
  yield { type: 'progress', progress: { phase: 'EVALUATING', done: 0, total: images.length } };
  const pace = new Pace(signal);
  const scores = await scoreSamples(source, { engine, graph, parameters, classCount: classes.length, pace });
  yield judged(subset, images, { classes, labels, scores });
  yield { type: 'progress', progress: { phase: 'EVALUATING', done: images.length, total: images.length } };
}

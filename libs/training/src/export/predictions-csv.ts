import { csv } from '@sagittal/contracts';
import { predictedClasses } from '@sagittal/models';
import type { PredictionsEvent } from '../events.ts';
import type { TrainImage } from '../job.ts';

/** One row an image of a judged subset, with one column of scores (probabilities) a class. */
export function predictionsCsv(
  images: readonly TrainImage[],
  { itemIds, labels, scores, report: { classes } }: PredictionsEvent,
): string {
  const byId = new Map(images.map((image) => [image.itemId, image]));
  const predicted = predictedClasses(scores, classes.length);
  return csv(
    ['image', 'path', 'sha256', 'label', 'predicted', 'correct', ...classes.map((name) => `score_${name}`)],
    itemIds.map((itemId, row) => {
      const image = byId.get(itemId);
      const [label, answer] = [labels[row] ?? 0, predicted[row] ?? 0];
      return [
        itemId,
        image?.name ?? null,
        image?.sha256 ?? null,
        classes[label] ?? null,
        classes[answer] ?? null,
        label === answer,
        ...classes.map((_, index) => scores[row * classes.length + index] ?? null),
      ];
    }),
  );
}

import { judged } from './evaluate-subset.ts';
import type { TrainEvent } from './events.ts';
import type { TrainImage } from './job.ts';
import type { Snapshot } from './loop/fit.ts';

/** Above this many images the intervals alone would take seconds: then only the finished run is judged. */
const IMAGES = 20_000;

/**
 * Passes a checkpoint's events on, and behind each new best one tells what it is worth on validation: while a run goes on, its
 * validation result is that of the best checkpoint so far.
 */
export async function* judgeCheckpoints(
  events: AsyncIterable<TrainEvent>,
  best: Snapshot,
  { images, labels, classes }: { images: readonly TrainImage[]; labels: Int32Array; classes: readonly string[] },
): AsyncGenerator<TrainEvent, void, undefined> {
  for await (const event of events) {
    yield event;
    if (event.type === 'checkpoint' && event.kind === 'BEST' && images.length <= IMAGES) {
      yield judged('VALIDATION', images, { classes, labels, scores: best.validationScores });
    }
  }
}

import type { Recipe } from '@sagittal/contracts';
import { architectureByName, weightsRowByName } from '@sagittal/models';
import { downloadWeights, findWeights, isDownloadable, sizeWords, type WeightsPlaces } from '@sagittal/models/node';
import { log, type TrainEvent } from '../events.ts';

/** Between two tellings of how far it is. */
const INTERVAL_MS = 500;

/**
 * Downloads the recipe's weights where they are not on this machine and can be had. What cannot be had is left to
 * `prepareNetwork`, which says how to bring it.
 * @throws AppError what `downloadWeights` and `findWeights` throw
 */
export async function* fetchWeights(
  { backbone }: Recipe,
  places: WeightsPlaces,
  signal: AbortSignal,
): AsyncGenerator<TrainEvent, void, undefined> {
  if (backbone.weights === null) return;
  const row = weightsRowByName(architectureByName(backbone.architecture), backbone.weights);
  if (!isDownloadable(row, places) || findWeights(row, places) !== null) return;
  yield log('INFO', `Downloading the weights ${row.name} (${sizeWords(row)}) from ${places.mirror ?? row.source}.`);
  yield { type: 'progress', progress: { phase: 'WEIGHTS', done: 0, total: row.bytes } };
  const began = performance.now();
  let told = began;
  const download = downloadWeights(row, places, signal);
  for (;;) {
    const step = await download.next();
    const now = performance.now();
    if (step.done === true) {
      yield log('INFO', `Downloaded in ${((now - began) / 1000).toFixed(1)} s to ${step.value}.`);
      return;
    }
    if (now - told < INTERVAL_MS) continue;
    told = now;
    const { done, total } = step.value;
    const rate = done / ((now - began) / 1000);
    yield {
      type: 'progress',
      progress: { phase: 'WEIGHTS', done, total, ...(total === null || rate === 0 ? {} : { etaSeconds: (total - done) / rate }) },
    };
  }
}

/** How an epoch came out on the validation subset. */
export interface EpochScore {
  readonly epoch: number;
  readonly accuracy: number;
  readonly loss: number;
}

/**
 * Whether an epoch takes the place of the best so far: higher validation accuracy, of equal ones the lower validation loss;
 * if that is equal too, the earlier stays. A loss that is not a number never wins a tie.
 */
export function isBetter(candidate: EpochScore, best: EpochScore | null): boolean {
  if (best === null) return true;
  if (candidate.accuracy !== best.accuracy) return candidate.accuracy > best.accuracy;
  return candidate.loss < best.loss || (Number.isNaN(best.loss) && !Number.isNaN(candidate.loss));
}

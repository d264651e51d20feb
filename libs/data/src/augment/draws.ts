/** Where random numbers come from: the caller keys them by seed, epoch and image, so that no order of work changes them. */
export interface Draws {
  /** Evenly in [0, 1). */
  uniform(): number;
}

/** Evenly within a closed range. Always takes one number, so that what is drawn later does not depend on the range. */
export function drawBetween([low, high]: readonly [number, number], draws: Draws): number {
  return low + (high - low) * draws.uniform();
}

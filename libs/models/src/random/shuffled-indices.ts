import { RandomStream } from './stream.ts';

/** The numbers 0 to count − 1 in the order of one epoch (Fisher and Yates), the same for the same seed and epoch. */
export function shuffledIndices({
  seed,
  epoch,
  count,
}: {
  readonly seed: number;
  readonly epoch: number;
  readonly count: number;
}): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  const stream = new RandomStream({ seed, stream: 'shuffle', counters: [epoch] });
  for (let last = count - 1; last > 0; last -= 1) {
    const other = stream.below(last + 1);
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}

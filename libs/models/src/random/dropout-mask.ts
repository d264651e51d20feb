import { RandomStream } from './stream.ts';

/** A dropout mask: 0 with probability `rate`, else 1 / (1 − rate); the same for the same seed, epoch, step and layer. */
export function dropoutMask({
  seed,
  epoch,
  step,
  layer,
  rate,
  size,
}: {
  readonly seed: number;
  readonly epoch: number;
  readonly step: number;
  readonly layer: string;
  /** In [0, 1). */
  readonly rate: number;
  /** Numbers in the mask: batch × units. */
  readonly size: number;
}): Float32Array {
  const mask = new Float32Array(size);
  const threshold = Math.round(rate * 0x1_0000_0000);
  const kept = 1 / (1 - rate);
  const stream = new RandomStream({ seed, stream: `dropout:${layer}`, counters: [epoch, step] });
  for (let index = 0; index < size; index += 1) mask[index] = stream.bits() < threshold ? 0 : kept;
  return mask;
}

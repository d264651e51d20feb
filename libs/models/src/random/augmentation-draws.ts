import { RandomStream } from './stream.ts';

/** Of an image's hash: as many digits as make one counter of 32 bits. */
const DIGITS = 8;

/**
 * The random numbers by which one picture is changed in one epoch, step by step. They follow from the seed, the epoch, the image's
 * bytes and the step alone: not from its batch, its place in the split, or who decodes it.
 *
 * @param image.epoch counted from 1
 * @param image.sha256 of the file's bytes, in hexadecimal
 */
export function augmentationDraws(image: {
  readonly seed: number;
  readonly epoch: number;
  readonly sha256: string;
}): (step: number) => RandomStream {
  const { seed, epoch, sha256 } = image;
  const key = Number.parseInt(sha256.slice(0, DIGITS), 16);
  if (!Number.isInteger(key)) throw new Error(`"${sha256}" is no SHA-256.`);
  return (step) => new RandomStream({ seed, stream: 'augmentation', counters: [epoch, key, step] });
}

import { philox } from './philox.ts';

/** FNV-1a, 32 bits: turns the name of a stream into a key word. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

export interface StreamKey {
  /** 0 to 2^32 − 1. */
  readonly seed: number;
  /** What the numbers are for: two streams of one seed are independent. */
  readonly stream: string;
  /** Up to three whole numbers, as epoch, step or image. */
  readonly counters?: readonly [number?, number?, number?];
}

/** Random numbers that follow from their key alone, in any process, in any order, however many were drawn elsewhere. */
export class RandomStream {
  readonly #seed: number;
  readonly #stream: number;
  /** Number of the block, then the stream's counters. */
  readonly #counter: Uint32Array;
  readonly #block = new Uint32Array(4);
  #index = 0;

  constructor({ seed, stream, counters = [] }: StreamKey) {
    this.#seed = seed >>> 0;
    this.#stream = hashName(stream);
    this.#counter = Uint32Array.of(0, counters[0] ?? 0, counters[1] ?? 0, counters[2] ?? 0);
  }

  /** The next 32 random bits. */
  bits(): number {
    const word = this.#index & 3;
    if (word === 0) {
      this.#counter[0] = this.#index / 4;
      philox(this.#seed, this.#stream, this.#counter, this.#block);
    }
    this.#index += 1;
    return this.#block[word] ?? 0;
  }

  /** Uniform in [0, 1), in steps of 2^-32. */
  uniform(): number {
    return this.bits() / 0x1_0000_0000;
  }

  /** A whole number in [0, limit), without bias (Lemire 2019, by rejection). */
  below(limit: number): number {
    const unfair = 0x1_0000_0000 % limit;
    for (;;) {
      const bits = this.bits();
      if (bits >= unfair) return bits % limit;
    }
  }

  /** Normal with mean 0 and deviation 1 (Box and Muller 1958), drawn again where it is beyond 2. */
  truncatedNormal(): number {
    for (;;) {
      const radius = Math.sqrt(-2 * Math.log((this.bits() + 1) / 0x1_0000_0000));
      const normal = radius * Math.cos(2 * Math.PI * this.uniform());
      if (Math.abs(normal) <= 2) return normal;
    }
  }

  /** Fills with uniform numbers in [0, 1), of 24 bits, so that none rounds to 1 in single precision. */
  fillUniform(target: Float32Array): void {
    for (let index = 0; index < target.length; index += 1) target[index] = (this.bits() >>> 8) / 0x100_0000;
  }
}

/** Mixes integers into 32 well-spread bits (the finaliser of MurmurHash3, applied once a key). The same keys give the same bits. */
export function hash32(...keys: readonly number[]): number {
  let state = 0x9e3779b9;
  for (const key of keys) {
    state = Math.imul(state ^ (key | 0), 0x85ebca6b);
    state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
    state ^= state >>> 16;
  }
  return state >>> 0;
}

/** Numbers drawn one after the other from a stream that its keys name. */
export class Draws {
  readonly #key: number;
  #count = 0;

  constructor(...keys: readonly number[]) {
    this.#key = hash32(...keys);
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    this.#count += 1;
    return low + (hash32(this.#key, this.#count) / 2 ** 32) * (high - low);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.between(0, 1) < probability;
  }

  /** −1 or 1. */
  side(): number {
    return this.chance(0.5) ? -1 : 1;
  }
}

/** Near-normal noise of mean 0 and deviation 1: the sum of the four bytes of one hash. */
export function grain(key: number, index: number): number {
  const bits = lattice(key, index, 1);
  return ((bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24) - 510) / 147.8;
}

/** 32 well-spread bits for a point of a lattice: hash32 for two keys, without its array, as it is asked millions of times. */
function lattice(key: number, x: number, y: number): number {
  let state = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ key;
  state = Math.imul(state ^ (state >>> 15), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}

/** Smooth noise in [0, 1) with one feature a unit of length. */
export function smoothNoise(key: number, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [fade(x - left), fade(y - top)];
  const above = lattice(key, left, top) * (1 - u) + lattice(key, left + 1, top) * u;
  const below = lattice(key, left, top + 1) * (1 - u) + lattice(key, left + 1, top + 1) * u;
  return (above * (1 - v) + below * v) / 2 ** 32;
}

function fade(t: number): number {
  return t * t * (3 - 2 * t);
}

/** Smooth noise of three octaves in [0, 1). */
export function roughNoise(key: number, x: number, y: number): number {
  return (smoothNoise(key, x, y) * 4 + smoothNoise(key + 1, x * 2.03, y * 2.03) * 2 + smoothNoise(key + 2, x * 4.1, y * 4.1)) / 7;
}

/** 0 below `from`, 1 above `to`, smooth between them. */
export function ramp(from: number, to: number, value: number): number {
  return fade(Math.min(1, Math.max(0, (value - from) / (to - from))));
}

/** From a to b, by t in [0, 1]. */
export function blend(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

import { sizeOf } from '../graph/expect-shape.ts';
import type { Graph, Parameters } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';

/** The numbers of tools/golden/hashed.py: whole, of 32 bits, from a name and a position. */
function hashed(name: string, count: number): Uint32Array {
  const seed = new TextEncoder().encode(name).reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5);
  const values = new Uint32Array(count);
  // a loop: the whole networks have up to 60 million parameters
  for (let index = 0; index < count; index += 1) {
    let x = Math.imul(index, 2654435761) ^ seed;
    x = Math.imul(x ^ (x >>> 15), 0x85ebca6b);
    x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
    values[index] = x ^ (x >>> 16);
  }
  return values;
}

/** An RGB picture, channels last. */
export function hashedPixels(height: number, width: number): Uint8Array {
  return Uint8Array.from(hashed('pixels', height * width * 3), (value) => value & 255);
}

function centreAndScale(suffix: string, shape: readonly number[]): readonly [number, number] {
  const [rows = 1, columns = 1] = shape;
  if (suffix === 'depthwise_kernel') return [0, Math.sqrt(6 / (rows * columns))];
  if (suffix === 'kernel') return [0, Math.sqrt(6 / sizeOf(shape.slice(0, -1)))];
  if (suffix === 'gamma') return [1, 0.2];
  if (suffix.endsWith('variance')) return [1, 0.5];
  return [0, suffix === 'count' ? 0 : 0.2];
}

/** Numbers in [−1, 1) about which nothing is known. */
export function hashedNoise(name: string, count: number): Float32Array {
  return Float32Array.from(hashed(name, count), (value) => value / 2 ** 31 - 1);
}

/** Every parameter of a graph as the golden values were made with. */
export function hashedParameters(graph: Graph): Parameters {
  return new Map(
    [...parameterShapes(graph)].map(([name, { shape }]) => {
      const [centre, scale] = centreAndScale(name.slice(name.lastIndexOf('/') + 1), shape);
      const noise = hashed(name, sizeOf(shape));
      const data = new Float32Array(noise.length);
      for (let index = 0; index < data.length; index += 1) data[index] = centre + scale * ((noise[index] ?? NaN) / 2 ** 31 - 1);
      return [name, { shape, data }];
    }),
  );
}

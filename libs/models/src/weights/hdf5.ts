import { AppError } from '@sagittal/contracts';
import { sizeOf } from '../graph/expect-shape.ts';
import type { Tensor } from '../graph/graph.ts';
import { corrupt } from './corrupt.ts';
import { Dataset, File, Group } from './hdf5-file.mjs';

/** Bytes that every HDF5 file begins with. */
const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a] as const;

/** Nothing that Keras writes has more. */
const MOST_AXES = 8;

/** All tensors together over the file's size: weights hardly compress, and a small file must not ask for all the memory. */
const MOST_EXPANSION = 4;

/**
 * What is read of an HDF5 file. The library below throws strings, RangeErrors and TypeErrors where bytes are damaged: here
 * they all become WEIGHTS_CORRUPT, and no tensor is read that claims more numbers than such a file can hold.
 */
export class Hdf5Group {
  readonly #group: Group;
  /** Bytes that may still be read; one count for the whole file. */
  readonly #budget: { left: number };
  readonly #item: string;

  private constructor(group: Group, budget: { left: number }, item: string) {
    this.#group = group;
    this.#budget = budget;
    this.#item = item;
  }

  /** @throws AppError WEIGHTS_CORRUPT */
  static open(bytes: Uint8Array, item: string): Hdf5Group {
    if (SIGNATURE.some((byte, index) => bytes[index] !== byte))
      throw corrupt(item, `${item} is no HDF5 file: a page of a proxy is often saved in its place.`);
    const { buffer, byteOffset, byteLength } = bytes;
    const whole = buffer instanceof ArrayBuffer && byteOffset === 0 && byteLength === buffer.byteLength;
    return guarded(
      item,
      'its head',
      () =>
        new Hdf5Group(new File(whole ? buffer : new Uint8Array(bytes).buffer, item), { left: MOST_EXPANSION * byteLength }, item),
    );
  }

  get keys(): readonly string[] {
    return guarded(this.#item, 'its groups', () => [...this.#group.keys]);
  }

  /** A group below, by its path; null where there is none. */
  group(path: string): Hdf5Group | null {
    const found = this.#find(path);
    return found instanceof Group ? new Hdf5Group(found, this.#budget, this.#item) : null;
  }

  /** An attribute of one text. */
  text(name: string): string | null {
    const value = this.#attribute(name);
    return typeof value === 'string' ? withoutPadding(value) : null;
  }

  /**
   * An attribute that is a list of texts; null where there is none. What is longer than an object header holds, Keras cuts
   * into name0, name1 and so on.
   */
  texts(name: string): readonly string[] | null {
    const whole = this.#texts(name);
    if (whole !== null) return whole;
    const parts: string[] = [];
    for (let index = 0; ; index += 1) {
      const part = this.#texts(`${name}${String(index)}`);
      if (part === null) return index === 0 ? null : parts;
      parts.push(...part);
    }
  }

  /** The numbers of a data set as single precision. @throws AppError WEIGHTS_CORRUPT, WEIGHTS_MISMATCH (no numbers) */
  tensor(path: string): Tensor {
    const item = this.#item;
    const dataset = this.#find(path);
    if (!(dataset instanceof Dataset)) throw corrupt(item, `${item} lists the tensor ${path}, and does not have it.`);
    const [shape, type] = guarded(item, path, () => [dataset.shape, dataset.dtype]);
    const width = typeof type === 'string' ? /^[<>|=]?[fiu](1|2|4|8)$/.exec(type)?.[1] : undefined;
    if (width === undefined)
      throw new AppError('WEIGHTS_MISMATCH', { message: `The tensor ${path} of ${item} holds no numbers.`, item: path });
    const wanted = isShape(shape) ? sizeOf(shape) * Number(width) : Infinity;
    if (!isShape(shape) || wanted > this.#budget.left)
      throw corrupt(item, `The tensor ${path} of ${item} claims to be larger than the file.`);
    this.#budget.left -= wanted;
    const values = guarded(item, path, () => dataset.value);
    if (!Array.isArray(values) || values.length !== sizeOf(shape))
      throw corrupt(item, `The tensor ${path} of ${item} is not whole.`);
    const numbers: readonly unknown[] = values;
    const data = new Float32Array(numbers.length);
    for (let index = 0; index < data.length; index += 1) data[index] = Number(numbers[index]);
    return { shape, data };
  }

  #find(path: string): unknown {
    // a key that is not there is thrown as a text; so is what is damaged: both mean that it cannot be had
    try {
      return this.#group.get(path);
    } catch {
      return null;
    }
  }

  #attribute(name: string): unknown {
    const attributes = guarded(this.#item, 'its attributes', () => this.#group.attrs);
    return Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  }

  #texts(name: string): readonly string[] | null {
    const value = this.#attribute(name);
    if (!Array.isArray(value)) return null;
    const list: readonly unknown[] = value;
    if (!list.every((text): text is string => typeof text === 'string'))
      throw corrupt(this.#item, `The attribute ${name} of ${this.#item} is no list of names.`);
    return list.map(withoutPadding);
  }
}

function withoutPadding(text: string): string {
  return text.replace(/\0+$/, '');
}

function isShape(shape: unknown): shape is readonly number[] {
  return (
    Array.isArray(shape) &&
    shape.length <= MOST_AXES &&
    shape.every((length) => typeof length === 'number' && Number.isSafeInteger(length) && length >= 0)
  );
}

function guarded<T>(item: string, part: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw corrupt(item, `${item} is damaged at ${part}.`, { cause: error });
  }
}

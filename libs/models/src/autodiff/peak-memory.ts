import { sizeOf } from '../graph/expect-shape.ts';
import type { Op, OpKind, Program, ValueType } from './ops.ts';

const FLOAT_BYTES = 4;

/** Memory as a function of the number of images. */
export interface MemoryNeed {
  /** Whatever the batch. */
  readonly fixed: number;
  readonly perImage: number;
}

/** Ops whose result may be written over their first input, where nobody reads that later. */
const IN_PLACE: ReadonlySet<OpKind> = new Set<OpKind>([
  'rescale',
  'relu',
  'add',
  'multiply',
  'sigmoid',
  'reluGrad',
  'normalize',
  'normalizeGradInput',
  'softmax',
]);
/** Ops that give the same memory another name. */
const ALIASES: ReadonlySet<OpKind> = new Set<OpKind>(['reshape']);

/**
 * The most memory that the values of a program take at one time, as a function of the batch: a value lives from the op that
 * makes it to the last that reads it, results to the end, and what is given (pixels, parameters, optimizer state) is not
 * counted. Engines free and reuse memory by the same rule, so that this is a lower bound of what they take.
 *
 * @param results values that are handed out at the end
 * @param working bytes of one image that an engine copies beside an op's inputs and outputs
 * @returns for every op what lives while it is computed; the peak for a batch is the largest of them
 */
export function liveValues(
  program: Program,
  results: ReadonlySet<string>,
  working: (op: Op) => number = () => 0,
): readonly MemoryNeed[] {
  const { ops, values } = program;
  const lastRead = new Map<string, number>();
  ops.forEach((op, index) => {
    for (const name of op.inputs) lastRead.set(name, index);
  });
  for (const name of results) lastRead.set(name, ops.length);

  // by value that is computed, the memory that holds it; two values may share one
  const held = new Map<string, Held>();
  let fixed = 0;
  let perImage = 0;
  return ops.map((op, index) => {
    for (const [position, name] of op.outputs.entries()) {
      const type = values.get(name);
      if (type === undefined) continue;
      const source = position === 0 ? held.get(op.inputs[0] ?? '') : undefined;
      const readers = source === undefined ? 0 : source.names.filter((known) => (lastRead.get(known) ?? -1) > index).length;
      const shares =
        source !== undefined && (ALIASES.has(op.kind) || (IN_PLACE.has(op.kind) && readers === 0 && sameSize(source.type, type)));
      const memory = shares ? source : { type, names: [] };
      memory.names.push(name);
      held.set(name, memory);
      if (shares) continue;
      if (type.batched) perImage += bytesOf(type);
      else fixed += bytesOf(type);
    }
    const now = { fixed, perImage: perImage + working(op) };
    for (const name of new Set([...op.inputs, ...op.outputs])) {
      const memory = held.get(name);
      if (memory?.names.some((known) => (lastRead.get(known) ?? -1) > index) !== false) continue;
      for (const known of memory.names) held.delete(known);
      if (memory.type.batched) perImage -= bytesOf(memory.type);
      else fixed -= bytesOf(memory.type);
    }
    return now;
  });
}

interface Held {
  readonly type: ValueType;
  readonly names: string[];
}

/** The largest of several needs for a number of images, in bytes. */
export function largestNeed(needs: readonly MemoryNeed[], images: number): number {
  return needs.reduce((most, { fixed, perImage }) => Math.max(most, fixed + images * perImage), 0);
}

/** Bytes of one value, of one image where it is batched. */
export function bytesOf({ shape }: ValueType): number {
  return FLOAT_BYTES * sizeOf(shape);
}

function sameSize(one: ValueType, other: ValueType): boolean {
  return one.batched === other.batched && sizeOf(one.shape) === sizeOf(other.shape);
}

import { sizeOf } from '@sagittal/models';
import type { LoweringContext } from '../lowering.ts';

/** A value of any number of axes as a matrix whose rows are its last axis: of vectors it is one already. */
export function asRows(name: string, { writer, batch, typeOf, get }: LoweringContext): string {
  const { shape } = typeOf(name);
  if (shape.length === 1) return get(name);
  return writer.node('Reshape', [get(name), writer.integers(batch * sizeOf(shape.slice(0, -1)), shape.at(-1) ?? 1)]);
}

/** Gives a value what was computed as such a matrix. */
export function setRows(name: string, rows: string, { writer, batch, typeOf, set }: LoweringContext): void {
  const { shape } = typeOf(name);
  set(name, shape.length === 1 ? rows : writer.node('Reshape', [rows, writer.integers(batch, ...shape)]));
}

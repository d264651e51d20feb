import type { ModelWriter } from '../model-writer.ts';

/**
 * One map out of several: those of one row of `parts` share its rows, and take turns in its columns.
 * @param parts [down][right], each [maps, rows, columns, block] in memory.
 * @returns [maps, down · rows, right · columns, block] in memory.
 */
export function interleave(
  writer: ModelWriter,
  parts: readonly (readonly string[])[],
  {
    maps,
    rows,
    columns,
    block,
  }: { readonly maps: number; readonly rows: number; readonly columns: number; readonly block: number },
): string {
  const apart = writer.integers(maps * rows, columns, 1, block);
  const join = (values: readonly string[], axis: number): string =>
    values.length === 1 ? (values[0] ?? '') : writer.node('Concat', values, { axis });
  const lines = parts.map((line) => {
    const joined = join(
      line.map((value) => writer.node('Reshape', [value, apart])),
      2,
    );
    return writer.node('Reshape', [joined, writer.integers(maps * rows, 1, line.length * columns * block)]);
  });
  return join(lines, 1);
}

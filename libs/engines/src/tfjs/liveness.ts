import type { Program } from '@sagittal/models';

/**
 * For each op, the values that no later op reads and that nobody wants: what it read last and what it made for nothing.
 * @param given values of the caller's, which are his to free.
 */
export function lastReaders(
  { ops }: Program,
  given: ReadonlySet<string>,
  wanted: ReadonlySet<string>,
): readonly (readonly string[])[] {
  const seen = new Set<string>();
  return ops
    .toReversed()
    .map((op) =>
      [...new Set([...op.inputs, ...op.outputs])].filter((name) => {
        if (seen.has(name) || given.has(name) || wanted.has(name)) return false;
        seen.add(name);
        return true;
      }),
    )
    .toReversed();
}

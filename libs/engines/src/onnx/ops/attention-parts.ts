import type { ModelWriter } from '../model-writer.ts';

/** Sizes of an attention over a batch. */
export interface AttentionSizes {
  readonly batch: number;
  readonly tokens: number;
  readonly heads: number;
  /** Features of one head. */
  readonly width: number;
}

export function attentionSizes(shape: readonly number[], heads: number, batch: number): AttentionSizes {
  const [tokens = 1, features = 1] = shape;
  return { batch, tokens, heads, width: features / (3 * heads) };
}

/** [n, t, h · w] → [n, h, t, w], or with `turned` [n, h, w, t]. */
export function byHead(
  writer: ModelWriter,
  value: string,
  { batch, tokens, heads, width }: AttentionSizes,
  turned = false,
): string {
  const split = writer.node('Reshape', [value, writer.integers(batch, tokens, heads, width)]);
  return writer.node('Transpose', [split], { perm: turned ? [0, 2, 3, 1] : [0, 2, 1, 3] });
}

/** Queries (0), keys (1) or values (2) of [n, t, 3 · h · w], all heads side by side. */
export function attentionPart(writer: ModelWriter, value: string, which: 0 | 1 | 2, { heads, width }: AttentionSizes): string {
  const length = heads * width;
  const bounds = [writer.integers(which * length), writer.integers((which + 1) * length), writer.integers(2)];
  return writer.node('Slice', [value, ...bounds]);
}

import { nth, type Lowering } from '../lowering.ts';
import { attentionPart, attentionSizes, byHead } from './attention-parts.ts';

/** Queries are scaled before the product, not the scores behind it: they are fewer. */
export const attention: Lowering<'attention'> = (
  { inputs, outputs, attributes: { heads } },
  { writer, batch, typeOf, get, set },
) => {
  const sizes = attentionSizes(typeOf(nth(inputs, 0)).shape, heads, batch);
  const { tokens, width } = sizes;
  const qkv = get(nth(inputs, 0));
  const queries = writer.node('Mul', [attentionPart(writer, qkv, 0, sizes), writer.scalar(1 / Math.sqrt(width))]);
  const keys = byHead(writer, attentionPart(writer, qkv, 1, sizes), sizes, true);
  const scores = writer.node('MatMul', [byHead(writer, queries, sizes), keys]);
  const probabilities = writer.node('Softmax', [scores], { axis: -1 });
  const values = byHead(writer, attentionPart(writer, qkv, 2, sizes), sizes);
  const mixed = writer.node('Transpose', [writer.node('MatMul', [probabilities, values])], { perm: [0, 2, 1, 3] });
  set(nth(outputs, 0), writer.node('Reshape', [mixed, writer.integers(batch, tokens, heads * width)]));
  if (outputs.length > 1)
    set(nth(outputs, 1), writer.node('Reshape', [probabilities, writer.integers(batch, heads * tokens, tokens)]));
};

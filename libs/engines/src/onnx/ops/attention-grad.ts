import { nth, type Lowering } from '../lowering.ts';
import { attentionPart, attentionSizes, byHead } from './attention-parts.ts';

/**
 * With P the probabilities: dV = Pᵀ · dy; dP = dy · Vᵀ; dS = P ∘ (dP − Σ over keys of P ∘ dP) / √width; dQ = dS · K; dK = dSᵀ · Q.
 */
export const attentionGrad: Lowering<'attentionGrad'> = (
  { inputs, outputs, attributes: { heads } },
  { writer, batch, typeOf, get, set },
) => {
  const sizes = attentionSizes(typeOf(nth(inputs, 1)).shape, heads, batch);
  const { tokens, width } = sizes;
  const qkv = get(nth(inputs, 1));
  const dy = byHead(writer, get(nth(inputs, 0)), sizes);
  const probabilities = writer.node('Reshape', [get(nth(inputs, 2)), writer.integers(batch, heads, tokens, tokens)]);
  const turned = (value: string): string => writer.node('Transpose', [value], { perm: [0, 1, 3, 2] });
  const above = writer.node('MatMul', [dy, byHead(writer, attentionPart(writer, qkv, 2, sizes), sizes, true)]);
  const products = writer.node('Mul', [probabilities, above]);
  const sums = writer.node('ReduceSum', [products, writer.integers(-1)], { keepdims: 1 });
  const centred = writer.node('Sub', [products, writer.node('Mul', [probabilities, sums])]);
  const scores = writer.node('Mul', [centred, writer.scalar(1 / Math.sqrt(width))]);
  const gradients = [
    writer.node('MatMul', [scores, byHead(writer, attentionPart(writer, qkv, 1, sizes), sizes)]),
    writer.node('MatMul', [turned(scores), byHead(writer, attentionPart(writer, qkv, 0, sizes), sizes)]),
    writer.node('MatMul', [turned(probabilities), dy]),
  ].map((value) => writer.node('Transpose', [value], { perm: [0, 2, 1, 3] }));
  const joined = writer.node('Concat', gradients, { axis: 2 });
  set(nth(outputs, 0), writer.node('Reshape', [joined, writer.integers(batch, tokens, 3 * heads * width)]));
};

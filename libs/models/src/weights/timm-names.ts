import type { Parameters, Tensor } from '../graph/graph.ts';

/** The tensor with its axes in the order of `axes`. */
function permuted({ shape, data }: Tensor, axes: readonly number[]): Tensor {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, length) => product * length, 1));
  const turned = axes.map((axis) => shape[axis] ?? 1);
  const steps = axes.map((axis) => strides[axis] ?? 1);
  return {
    shape: turned,
    data: data.map((_, index) => {
      let [rest, from] = [index, 0];
      for (let axis = turned.length - 1; axis >= 0; axis -= 1) {
        const length = turned[axis] ?? 1;
        from += (rest % length) * (steps[axis] ?? 1);
        rest = Math.floor(rest / length);
      }
      return data[from] ?? NaN;
    }),
  };
}

/** From PyTorch's layout: linear [out, in] and convolution [out, in, height, width] become Keras's; what spreads over a batch loses those axes. */
function fromTorchLayout(tensor: Tensor): Tensor {
  const { shape, data } = tensor;
  if (shape.length === 4) return permuted(tensor, [2, 3, 1, 0]);
  if (shape.length === 2) return permuted(tensor, [1, 0]);
  const leading = shape.findIndex((length) => length !== 1);
  return { shape: shape.slice(Math.max(0, leading)), data };
}

/** Parameters that belong to no layer of their own in timm. */
const LONE: Readonly<Record<string, string>> = { cls_token: 'cls_token/token', pos_embed: 'pos_embed/embedding' };

function ownName(name: string): string {
  const lone = LONE[name];
  if (lone !== undefined) return lone;
  const layer = name.slice(0, name.lastIndexOf('.'));
  const isNorm = /(^|\.)norm\d?$/.test(layer);
  if (name.endsWith('.weight')) return `${layer}/${isNorm ? 'gamma' : 'kernel'}`;
  return `${layer}/${isNorm ? 'beta' : 'bias'}`;
}

/**
 * A vision transformer's tensors as timm and the DeiT repository name and lay them out
 * (`blocks.0.attn.qkv.weight` [3 · f, f] → `blocks.0.attn.qkv/kernel` [f, 3 · f]); the classifier is left out.
 */
export function fromTimm(source: Parameters): Parameters {
  return new Map(
    [...source].filter(([name]) => !name.startsWith('head.')).map(([name, tensor]) => [ownName(name), fromTorchLayout(tensor)]),
  );
}

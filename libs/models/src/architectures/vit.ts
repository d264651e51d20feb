import type { Graph } from '../graph/graph.ts';
import type { Preprocessing } from '../weights/preprocessing.ts';
import type { FileWeightsRow } from '../weights/row.ts';
import { fromTimm } from '../weights/timm-names.ts';
import type { ArchitectureCard } from './card.ts';
import { NetworkBuilder, type Size } from './network-builder.ts';

const EPSILON = 1e-6;
/** Deviation of the initial kernels. */
const INITIAL = 0.02;

export interface ViTShape {
  /** Side of a patch in pixels. */
  readonly patch: number;
  readonly features: number;
  readonly heads: number;
  readonly blocks: number;
}

/** A vision transformer's layers behind one another, with timm's names. */
class TransformerBuilder {
  readonly net: NetworkBuilder;
  readonly #shape: ViTShape;

  constructor(size: Size, shape: ViTShape) {
    this.net = new NetworkBuilder(size);
    this.#shape = shape;
  }

  #dense(name: string, units: number): string {
    return this.net.push({ kind: 'dense', name, inputs: [this.net.last], units, bias: true, initial: INITIAL });
  }

  norm(name: string): string {
    return this.net.push({ kind: 'layer-norm', name, inputs: [this.net.last], epsilon: EPSILON });
  }

  /** Pixels → tokens, the class token first. Pixels beyond the last whole patch are left out. */
  embed({ height, width }: Size): void {
    const { patch, features } = this.#shape;
    const { net } = this;
    net.conv('patch_embed.proj', features, patch, { stride: patch, padding: 'valid', initial: INITIAL });
    const patches = Math.floor(height / patch) * Math.floor(width / patch);
    net.push({ kind: 'reshape', name: 'patch_embed', inputs: [net.last], shape: [patches, features] });
    net.push({ kind: 'class-token', name: 'cls_token', inputs: [net.last] });
    net.push({ kind: 'position-embedding', name: 'pos_embed', inputs: [net.last] });
  }

  /** Attention, then two dense layers, each behind a norm and added to what went in. */
  block(name: string): void {
    const { features, heads } = this.#shape;
    const { net } = this;
    const input = net.last;
    this.norm(`${name}.norm1`);
    this.#dense(`${name}.attn.qkv`, 3 * features);
    net.push({ kind: 'attention', name: `${name}.attn`, inputs: [net.last], heads });
    const between = net.add(`${name}.attn.add`, [input, this.#dense(`${name}.attn.proj`, features)]);
    this.norm(`${name}.norm2`);
    this.#dense(`${name}.mlp.fc1`, 4 * features);
    net.push({ kind: 'gelu', name: `${name}.mlp.act`, inputs: [net.last] });
    net.add(`${name}.mlp.add`, [between, this.#dense(`${name}.mlp.fc2`, features)]);
  }
}

/**
 * `tokens` is where the last block's attention reads: behind it only the class token goes on to the classifier, and no gradient
 * comes back to the others.
 */
function endpointsOf(blocks: number): Readonly<Record<string, string>> {
  return { tokens: `blocks.${String(blocks - 1)}.norm1`, features: 'class_features' };
}

export function buildViT(name: string, shape: ViTShape, size: Size): Graph {
  const transformer = new TransformerBuilder(size, shape);
  transformer.embed(size);
  for (let block = 0; block < shape.blocks; block += 1) transformer.block(`blocks.${String(block)}`);
  const { net } = transformer;
  net.push({ kind: 'take-token', name: 'class_features', inputs: [transformer.norm('norm')], index: 0 });
  return net.graph(name, endpointsOf(shape.blocks));
}

/** Pixels in 0 to 1, less ImageNet's mean, by its deviation. */
const IMAGENET: Preprocessing = {
  scale: [0.229, 0.224, 0.225].map((deviation) => 1 / (255 * deviation)),
  offset: [-0.485 / 0.229, -0.456 / 0.224, -0.406 / 0.225],
};

interface Variant {
  readonly name: string;
  readonly title: string;
  readonly shape: ViTShape;
  readonly totalParameters: number;
  /** The model's name in timm. */
  readonly timm: string;
}

const variants: readonly Variant[] = [
  {
    name: 'deit-tiny',
    title: 'DeiT-Ti',
    shape: { patch: 16, features: 192, heads: 3, blocks: 12 },
    totalParameters: 5_524_416,
    timm: 'deit_tiny_patch16_224.fb_in1k',
  },
  {
    name: 'deit-small',
    title: 'DeiT-S',
    shape: { patch: 16, features: 384, heads: 6, blocks: 12 },
    totalParameters: 21_665_664,
    timm: 'deit_small_patch16_224.fb_in1k',
  },
];

/** timm calls the file of every model alike: in a weights folder it has the model's name. */
function imageNet({ name, timm }: Variant): FileWeightsRow {
  return {
    name: `${name}-imagenet`,
    title: 'ImageNet (Meta, as published with timm)',
    format: 'safetensors',
    file: `${timm}.safetensors`,
    url: `https://huggingface.co/timm/${timm}/resolve/main/model.safetensors`,
    sha256: null,
    md5: null,
    bytes: null,
    source: `https://huggingface.co/timm/${timm}`,
    licence: 'Apache-2.0',
    preprocessing: IMAGENET,
    frozenOnly: false,
    map: fromTimm,
  };
}

/**
 * Vision transformers (Dosovitskiy et al. 2021) as trained by DeiT (Touvron et al. 2021), without distillation. What comes out is
 * the class token behind the last norm, so that there is no map to pool.
 */
export const visionTransformers: readonly ArchitectureCard[] = variants.map((variant) => ({
  name: variant.name,
  family: 'Vision transformer',
  title: variant.title,
  paper: 'https://arxiv.org/abs/2012.12877',
  licence: 'Apache-2.0',
  inputSize: [224, 224],
  minimumSize: [variant.shape.patch, variant.shape.patch],
  sizeBound: true,
  totalParameters: variant.totalParameters,
  preprocessing: IMAGENET,
  endpoints: endpointsOf(variant.shape.blocks),
  explainEndpoint: 'tokens',
  weights: [imageNet(variant)],
  build: (size) => buildViT(variant.name, variant.shape, size),
}));

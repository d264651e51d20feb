import type { Graph } from '../graph/graph.ts';
import type { Preprocessing } from '../weights/preprocessing.ts';
import type { FileWeightsRow } from '../weights/row.ts';
import type { ArchitectureCard } from './card.ts';
import { NetworkBuilder, type Size } from './network-builder.ts';

const NORM = { epsilon: 1e-3, momentum: 0.99, scale: false } as const;

/** One convolution of a branch: filters, kernel, and whether it halves the map (stride 2, no padding). */
interface Step {
  readonly filters: number;
  readonly kernel: number | readonly [number, number];
  readonly reduce?: boolean;
}

type Branches = readonly (readonly Step[])[];

/** The branch of a module that pools: an average and a 1 × 1 convolution of so many filters, or a maximum that halves the map. */
type PoolBranch = { readonly projected: number } | 'reduce';

const conv = (filters: number, kernel: Step['kernel']): Step => ({ filters, kernel });
const reducing = (filters: number): Step => ({ filters, kernel: 3, reduce: true });

/** Modules of the 35 × 35 maps (figure 5 of the paper). */
const BRANCHES_35: Branches = [[conv(64, 1)], [conv(48, 1), conv(64, 5)], [conv(64, 1), conv(96, 3), conv(96, 3)]];

/** Modules of the 17 × 17 maps (figure 6): 7 × 7 as 1 × 7 and 7 × 1. `inner`: filters of all but the last. */
const branches17 = (inner: number): Branches => [
  [conv(192, 1)],
  [conv(inner, 1), conv(inner, [1, 7]), conv(192, [7, 1])],
  [conv(inner, 1), conv(inner, [7, 1]), conv(inner, [1, 7]), conv(inner, [7, 1]), conv(192, [1, 7])],
];

const MODULES: readonly { readonly name: string; readonly branches: Branches; readonly pool: PoolBranch }[] = [
  { name: 'mixed0', branches: BRANCHES_35, pool: { projected: 32 } },
  { name: 'mixed1', branches: BRANCHES_35, pool: { projected: 64 } },
  { name: 'mixed2', branches: BRANCHES_35, pool: { projected: 64 } },
  { name: 'mixed3', branches: [[reducing(384)], [conv(64, 1), conv(96, 3), reducing(96)]], pool: 'reduce' },
  { name: 'mixed4', branches: branches17(128), pool: { projected: 192 } },
  { name: 'mixed5', branches: branches17(160), pool: { projected: 192 } },
  { name: 'mixed6', branches: branches17(160), pool: { projected: 192 } },
  { name: 'mixed7', branches: branches17(192), pool: { projected: 192 } },
  {
    name: 'mixed8',
    branches: [
      [conv(192, 1), reducing(320)],
      [conv(192, 1), conv(192, [1, 7]), conv(192, [7, 1]), reducing(192)],
    ],
    pool: 'reduce',
  },
];

/** Modules of the 8 × 8 maps (figure 7), and what Keras names the first of their two forks. */
const FORKED_MODULES = [
  { name: 'mixed9', firstFork: 'mixed9_0' },
  { name: 'mixed10', firstFork: 'mixed9_1' },
] as const;

/** Counts up names as Keras does for layers that nobody named; those of the published weights begin at 1. */
class InceptionBuilder {
  readonly net: NetworkBuilder;
  readonly #width: number;
  readonly #counts = new Map<string, number>();

  constructor(size: Size, width: number) {
    this.net = new NetworkBuilder(size);
    this.#width = width;
  }

  #next(kind: string): string {
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    return `${kind}_${String(count)}`;
  }

  /** A convolution without bias, batch norm without gamma, ReLU. */
  conv(filters: number, kernel: Step['kernel'], options: Parameters<NetworkBuilder['conv']>[3] = {}): string {
    this.net.conv(this.#next('conv2d'), Math.max(1, Math.round(filters * this.#width)), kernel, { ...options, bias: false });
    this.net.norm(this.#next('batch_normalization'), NORM);
    return this.net.relu(this.#next('activation'));
  }

  maxPool(from = this.net.last): string {
    return this.net.maxPool(this.#next('max_pooling2d'), 3, { from, stride: 2 });
  }

  #pooled(input: string, pool: PoolBranch): string {
    if (pool === 'reduce') return this.maxPool(input);
    this.net.averagePool(this.#next('average_pooling2d'), 3, { from: input, stride: 1, padding: 'same' });
    return this.conv(pool.projected, 1);
  }

  #branch(input: string, steps: readonly Step[]): string {
    let last = input;
    for (const { filters, kernel, reduce } of steps)
      last = this.conv(filters, kernel, { from: last, ...(reduce === true ? { stride: 2, padding: 'valid' } : {}) });
    return last;
  }

  /** Branches of one input side by side, the pool last. */
  module(name: string, branches: Branches, pool: PoolBranch): void {
    const input = this.net.last;
    const outputs = branches.map((steps) => this.#branch(input, steps));
    this.net.concat(name, [...outputs, this.#pooled(input, pool)]);
  }

  /** A module whose second and third branch fork at their end. */
  forkedModule(name: string, firstFork: string): void {
    const input = this.net.last;
    const fork = (steps: readonly Step[], joined: string): string => {
      const stem = this.#branch(input, steps);
      return this.net.concat(joined, [this.conv(384, [1, 3], { from: stem }), this.conv(384, [3, 1], { from: stem })]);
    };
    const one = this.conv(320, 1);
    const short = fork([conv(384, 1)], firstFork);
    const long = fork([conv(448, 1), conv(384, 3)], this.#next('concatenate'));
    this.net.concat(name, [one, short, long, this.#pooled(input, { projected: 192 })]);
  }
}

/** The last map of each of the five resolutions. */
const ENDPOINTS = {
  stage1: 'activation_3',
  stage2: 'activation_5',
  stage3: 'mixed2',
  stage4: 'mixed7',
  stage5: 'mixed10',
  features: 'mixed10',
} as const;

/**
 * @param plan.width filters times this; 1 is the network of the paper.
 * @param plan.leftOut modules that a smaller version goes without; those of the endpoints must stay.
 */
export function buildInceptionV3(
  name: string,
  plan: { readonly width: number; readonly leftOut: readonly string[] },
  size: Size,
): Graph {
  const inception = new InceptionBuilder(size, plan.width);
  const isThere = (module: { readonly name: string }): boolean => !plan.leftOut.includes(module.name);
  inception.conv(32, 3, { stride: 2, padding: 'valid' });
  inception.conv(32, 3, { padding: 'valid' });
  inception.conv(64, 3);
  inception.maxPool();
  inception.conv(80, 1, { padding: 'valid' });
  inception.conv(192, 3, { padding: 'valid' });
  inception.maxPool();
  for (const module of MODULES.filter(isThere)) inception.module(module.name, module.branches, module.pool);
  for (const module of FORKED_MODULES.filter(isThere)) inception.forkedModule(module.name, module.firstFork);
  return inception.net.graph(name, ENDPOINTS);
}

const PLUS_MINUS_ONE: Preprocessing = { scale: [1 / 127.5], offset: [-1] };

const FILE = 'inception_v3_weights_tf_dim_ordering_tf_kernels_notop.h5';

const imageNet: FileWeightsRow = {
  name: 'inception-v3-imagenet',
  title: 'ImageNet (Google, as published with Keras)',
  format: 'keras-h5',
  file: FILE,
  url: `https://storage.googleapis.com/tensorflow/keras-applications/inception_v3/${FILE}`,
  sha256: null,
  md5: 'bcbd6486424b2319ff4ef7d526e38f63',
  bytes: 87_910_968,
  source: 'https://keras.io/api/applications/inceptionv3/',
  licence: 'Apache-2.0',
  preprocessing: PLUS_MINUS_ONE,
  frozenOnly: false,
};

/** Inception v3 (Szegedy et al. 2016). Class activation maps are drawn from its last map. */
export const inceptionsV3: readonly ArchitectureCard[] = [
  {
    name: 'inception-v3',
    family: 'Inception',
    title: 'InceptionV3',
    paper: 'https://arxiv.org/abs/1512.00567',
    licence: 'Apache-2.0',
    inputSize: [299, 299],
    minimumSize: [75, 75],
    totalParameters: 21_802_784,
    preprocessing: PLUS_MINUS_ONE,
    endpoints: ENDPOINTS,
    explainEndpoint: 'features',
    weights: [imageNet],
    build: (size) => buildInceptionV3('inception-v3', { width: 1, leftOut: [] }, size),
  },
];

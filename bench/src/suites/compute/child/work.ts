import { recipeSchema } from '@sagittal/contracts';
import type { Engine } from '@sagittal/engines';
import {
  deriveStepGraph,
  dropoutMask,
  type Graph,
  initialParameters,
  type NetworkPlan,
  planNetwork,
  RandomStream,
  sizeOf,
} from '@sagittal/models';
import { BATCH, CLASS_COUNT, SIZE } from '../networks.ts';

/** What a child of ours can be asked to do, over and over. */
export interface Work {
  /** One pass: a batch. */
  readonly pass: () => Promise<void>;
  readonly dispose: () => Promise<void>;
}

const SEED = 1;

/** A network as a run trains it from the first layer to the last: average pooling, dropout, classifier; Adam. */
export function computePlan(architecture: string): NetworkPlan {
  const recipe = recipeSchema.parse({
    input: { height: SIZE, width: SIZE },
    backbone: { architecture, trainable: 'all' },
    head: { dropout: 0.5 },
    optimizer: { type: 'adam', learningRate: 1e-4 },
    batch: BATCH,
  });
  return planNetwork(recipe, CLASS_COUNT);
}

/** Noise as pixels. */
function pixels(): Uint8Array {
  const stream = new RandomStream({ seed: SEED, stream: 'pixels', counters: [] });
  return Uint8Array.from({ length: BATCH * SIZE * SIZE * 3 }, () => stream.below(256));
}

async function forwardWork(engine: Engine, network: string): Promise<Work> {
  const { whole } = computePlan(network);
  const parameters = initialParameters(whole, SEED);
  const session = await engine.compileForward(whole, { batch: BATCH, parameters, endpoints: ['probabilities'] });
  const data = pixels();
  return {
    pass: async () => {
      await session.forward({ data, count: BATCH });
    },
    dispose: () => session.dispose(),
  };
}

async function stepWork(engine: Engine, network: string): Promise<Work> {
  const { whole, isTrainable } = computePlan(network);
  const optimizer = { type: 'adam', learningRate: 1e-4, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
  const step = deriveStepGraph(whole, { loss: 'categorical-crossentropy', optimizer, isTrainable });
  const session = await engine.compileTraining(step, { batch: BATCH, parameters: initialParameters(whole, SEED) });
  const data = pixels();
  const targets = Float32Array.from({ length: BATCH * CLASS_COUNT }, (_, index) =>
    Math.floor(index / CLASS_COUNT) % CLASS_COUNT === index % CLASS_COUNT ? 1 : 0,
  );
  let done = 0;
  return {
    pass: async () => {
      done += 1;
      const masks = new Map(
        step.masks.map(({ layer, shape, rate }) => [
          layer,
          dropoutMask({ seed: SEED, epoch: 1, step: done, layer, rate, size: BATCH * sizeOf(shape) }),
        ]),
      );
      await session.step({ data, count: BATCH, targets, masks }, { learningRate: optimizer.learningRate });
    },
    dispose: () => session.dispose(),
  };
}

/** Rows, columns and depth of the product that stands for the machine's bound: deep, so that reading the result costs little. */
const PRODUCT = { rows: 2048, columns: 2048, depth: 8192 } as const;
export const PRODUCT_OPERATIONS = 2 * PRODUCT.rows * PRODUCT.columns * PRODUCT.depth;

/** One product of two matrices in the engine, as a dense layer. */
async function productWork(engine: Engine): Promise<Work> {
  const { rows, columns, depth } = PRODUCT;
  const graph: Graph = {
    name: 'product',
    layers: [
      { kind: 'input', name: 'input', inputs: [], shape: [depth] },
      { kind: 'dense', name: 'dense', inputs: ['input'], units: columns, bias: false },
    ],
    endpoints: {},
    output: 'dense',
  };
  const session = await engine.compileForward(graph, { batch: rows, parameters: initialParameters(graph, SEED) });
  const stream = new RandomStream({ seed: SEED, stream: 'left', counters: [] });
  const data = Float32Array.from({ length: rows * depth }, () => stream.below(1000) / 500 - 1);
  return {
    pass: async () => {
      await session.forward({ data, count: rows });
    },
    dispose: () => session.dispose(),
  };
}

export function makeWork(engine: Engine, kind: string, network: string): Promise<Work> {
  switch (kind) {
    case 'forward':
      return forwardWork(engine, network);
    case 'step':
      return stepWork(engine, network);
    case 'product':
      return productWork(engine);
    default:
      throw new RangeError(`There is no work ${kind}.`);
  }
}

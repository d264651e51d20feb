import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { OptimizerRecipe } from '@sagittal/contracts';
import { deriveStepGraph, sizeOf, STEP_VALUES, stepDecay, stepRate, type Graph, type StepGraph } from '@sagittal/models';
import { hashedNoise, hashedParameters, smallNetworks } from '@sagittal/models/testing';
import { describe, expect, it } from 'vitest';
import { prepareProgram } from './run-program.ts';
import { compute, floatsOf, type TfjsRuntime } from './runtime.ts';
import { testRuntime, type TestRuntime } from './testing/runtimes.ts';
import { stepValues } from './training-session.ts';

/** One file of libs/models/golden, written by tools/golden/step_gradients.py in double. */
interface GoldenStep {
  readonly graph: Graph;
  readonly optimizer: OptimizerRecipe;
  readonly batch: number;
  readonly trained: readonly string[];
  readonly input: readonly number[];
  readonly parameters: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: readonly number[] }>>;
  readonly targets: readonly number[];
  readonly sampleWeights: readonly number[];
  readonly masks: Readonly<Record<string, readonly number[]>>;
  readonly gradients: Readonly<Record<string, readonly number[]>>;
}

/** One file of libs/models/golden, written by tools/golden/family_gradients.py with PyTorch in double. */
interface GoldenFamily {
  readonly batch: number;
  readonly gradients: Readonly<
    Record<
      string,
      { readonly every: number; readonly largest: number; readonly values: readonly number[]; readonly single: number }
    >
  >;
}

const folder = path.join(import.meta.dirname, '../../../models/golden');

function read<T>(name: string): T {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as T;
}

/** Both ways in which the native library computes; the backend in WebAssembly trains no networks. */
const runtimes: readonly TestRuntime[] = ['native', 'native as on a GPU'];

/** The gradients of a step, by parameter. */
async function gradientsOf(
  runtime: TfjsRuntime,
  step: StepGraph,
  batch: number,
  numbers: ReadonlyMap<string, ArrayLike<number>>,
): Promise<ReadonlyMap<string, Float32Array>> {
  const { given } = stepValues(step);
  const run = prepareProgram(runtime, step, given, new Set(step.gradients.values()));
  return compute(runtime, 'test', () => {
    const { tf } = runtime;
    const before = tf.memory().numTensors;
    const inputs = new Map(
      [...numbers].map(([name, values]) => {
        const type = step.values.get(name);
        const dims = type === undefined ? [] : [...(type.batched ? [batch] : []), ...type.shape];
        return [name, tf.tensor(Float32Array.from(values), dims, 'float32')] as const;
      }),
    );
    const results = run(inputs, batch);
    const gradients = new Map(
      [...step.gradients].map(([parameter, value]) => {
        const tensor = results.get(value);
        return [parameter, tensor === undefined ? new Float32Array() : floatsOf(tensor)] as const;
      }),
    );
    for (const tensor of [...inputs.values(), ...results.values()]) tensor.dispose();
    expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
    return gradients;
  });
}

describe.each(runtimes)('%s', (runtimeName) => {
  it.for(readdirSync(folder).filter((name) => name.startsWith('step-')))('every gradient of %s', async (name, { skip }) => {
    const runtime = await testRuntime(runtimeName, skip);
    const golden = read<GoldenStep>(name);
    const { optimizer, trained, batch } = golden;
    const step = deriveStepGraph(golden.graph, {
      loss: 'categorical-crossentropy',
      optimizer,
      isTrainable: (parameter) => trained.includes(parameter),
    });
    const decay = stepDecay(optimizer, optimizer.learningRate);
    const gradients = await gradientsOf(
      runtime,
      step,
      batch,
      new Map<string, ArrayLike<number>>([
        [step.input.name, golden.input],
        [STEP_VALUES.targets, golden.targets],
        [STEP_VALUES.sampleWeights, golden.sampleWeights],
        [STEP_VALUES.rate, [stepRate(optimizer, optimizer.learningRate, 1)]],
        ...(decay === null ? [] : [[STEP_VALUES.decay, [decay]] as const]),
        ...Object.entries(golden.parameters).map(([parameter, { data }]) => [parameter, data] as const),
        ...step.slots.map((slot) => [slot.name, new Float32Array(sizeOf(slot.shape))] as const),
        ...step.masks.map(({ layer }) => [`mask:${layer}`, golden.masks[layer] ?? []] as const),
      ]),
    );
    expect([...gradients.keys()].toSorted()).toEqual(golden.trained.toSorted());
    for (const [parameter, values] of gradients) {
      const truth = golden.gradients[parameter] ?? [NaN];
      const largest = Math.max(...truth.map(Math.abs), 1e-30);
      const worst = truth.reduce((max, value, index) => Math.max(max, Math.abs(value - (values[index] ?? NaN))), 0);
      expect(worst / largest, parameter).toBeLessThan(1e-5);
    }
  });

  it.for(smallNetworks)('a small $name, nearly as near to double as PyTorch', async (graph, { skip }) => {
    const runtime = await testRuntime(runtimeName, skip);
    const golden = read<GoldenFamily>(`family-${graph.name}.json`);
    const { batch } = golden;
    const step = deriveStepGraph(graph, {
      loss: 'categorical-crossentropy',
      optimizer: { type: 'sgd', learningRate: 1, momentum: 0, nesterov: false },
      isTrainable: () => true,
    });
    const targets = Array.from({ length: batch * step.classCount }, (_, index) =>
      index % step.classCount === Math.floor(index / step.classCount) % step.classCount ? 1 : 0,
    );
    const gradients = await gradientsOf(
      runtime,
      step,
      batch,
      new Map<string, ArrayLike<number>>([
        [step.input.name, hashedNoise('input', batch * sizeOf(step.input.shape))],
        [STEP_VALUES.targets, targets],
        [STEP_VALUES.sampleWeights, new Float32Array(batch).fill(1)],
        [STEP_VALUES.rate, [1]],
        ...[...hashedParameters(graph)].map(([parameter, { data }]) => [parameter, data] as const),
        ...step.masks.map(
          ({ layer, rate }) =>
            [`mask:${layer}`, Array.from({ length: batch }, (_, image) => (image % 2 === 0 ? 1 / (1 - rate) : 0))] as const,
        ),
      ]),
    );
    // batch norm by plain kernels rounds a little more, which adds up over Inception's depth
    const allowed = runtimeName === 'native' ? 3 : 4;
    const far = [...gradients].flatMap(([parameter, values]) => {
      const {
        every,
        largest,
        values: truth,
        single,
      } = golden.gradients[parameter] ?? {
        ...{ every: 1, largest: 1, values: [NaN], single: 0 },
      };
      const worst =
        truth.reduce((max, value, index) => Math.max(max, Math.abs(value - (values[index * every] ?? NaN))), 0) / largest;
      return worst <= Math.max(1e-5, allowed * single)
        ? []
        : [`${parameter}: ${worst.toExponential(1)}, PyTorch ${single.toExponential(1)}`];
    });
    expect(far).toEqual([]);
  });
});

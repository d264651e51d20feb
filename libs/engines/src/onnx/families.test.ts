import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deriveStepGraph, interpret, sizeOf, STEP_VALUES } from '@sagittal/models';
import { hashedNoise, hashedParameters, smallNetworks } from '@sagittal/models/testing';
import { describe, expect, it } from 'vitest';
import { probeBlock } from './blocked/probe-block.ts';
import { createSession, floatsOf, runSession, tensorOver } from './runtime.ts';
import { lowerStep } from './training-session.ts';

/** One file of libs/models/golden, written by tools/golden/family_gradients.py with PyTorch in double. */
interface Golden {
  readonly batch: number;
  readonly loss: number;
  readonly gradients: Readonly<
    Record<
      string,
      {
        readonly every: number;
        /** What errors are measured by. */
        readonly largest: number;
        readonly values: readonly number[];
        /** How far PyTorch's single precision is from the truth. */
        readonly single: number;
      }
    >
  >;
}

const block = await probeBlock();
const kernels = [['standard operators', null] as const, ...(block === null ? [] : [['blocked kernels', block] as const])];

describe.each(smallNetworks.map((graph) => [graph.name, graph] as const))('a small %s', (name, graph) => {
  const file = path.join(import.meta.dirname, `../../../models/golden/family-${name}.json`);
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
  const { batch } = golden;
  const step = deriveStepGraph(graph, {
    loss: 'categorical-crossentropy',
    optimizer: { type: 'sgd', learningRate: 1, momentum: 0, nesterov: false },
    isTrainable: () => true,
  });
  const parameters = hashedParameters(graph);
  const input = hashedNoise('input', batch * sizeOf(step.input.shape));
  const targets = Float32Array.from({ length: batch * step.classCount }, (_, index) => {
    const image = Math.floor(index / step.classCount);
    return index % step.classCount === image % step.classCount ? 1 : 0;
  });
  const masks = step.masks.map(({ layer, shape, rate }) => {
    expect(shape).toEqual([]);
    return [layer, Array.from({ length: batch }, (_, image) => (image % 2 === 0 ? 1 / (1 - rate) : 0))] as const;
  });

  function worstError(parameter: string, gradient: ArrayLike<number> | undefined): number {
    const { every, largest, values } = golden.gradients[parameter] ?? { every: 1, largest: 1, values: [NaN] };
    return (
      values.reduce((worst, value, index) => Math.max(worst, Math.abs(value - (gradient?.[index * every] ?? NaN))), 0) / largest
    );
  }

  it('has the gradients of PyTorch in double', () => {
    const given = new Map<string, ArrayLike<number>>([
      [step.input.name, input],
      [STEP_VALUES.targets, targets],
      [STEP_VALUES.sampleWeights, new Float32Array(batch).fill(1)],
      [STEP_VALUES.rate, [1]],
      ...[...parameters].map(([parameter, { data }]) => [parameter, data] as const),
      ...masks.map(([layer, mask]) => [`mask:${layer}`, mask] as const),
    ]);
    const values = interpret(step, batch, given);
    expect(Math.abs((values.get(step.loss)?.[0] ?? NaN) - golden.loss)).toBeLessThan(1e-7);
    expect([...step.gradients.keys()].toSorted()).toEqual(Object.keys(golden.gradients).toSorted());
    for (const [parameter, value] of step.gradients)
      expect(worstError(parameter, values.get(value)), parameter).toBeLessThan(1e-7);
  });

  it.each(kernels)('has them in single precision by %s, as near as PyTorch', async (_kernels, blocked) => {
    const lowered = lowerStep(step, batch, 'float32', { block: blocked, gradients: true });
    const session = await createSession(lowered.model, 2);
    const feeds = {
      [step.input.name]: tensorOver(input, [batch, ...step.input.shape]),
      [STEP_VALUES.targets]: tensorOver(targets, [batch, step.classCount]),
      [STEP_VALUES.sampleWeights]: tensorOver(new Float32Array(batch).fill(1), [batch]),
      [STEP_VALUES.rate]: tensorOver(Float32Array.of(1), []),
      ...Object.fromEntries([...parameters].map(([parameter, { data, shape }]) => [parameter, tensorOver(data, shape)])),
      ...Object.fromEntries(masks.map(([layer, mask]) => [`mask:${layer}`, tensorOver(Float32Array.from(mask), [batch])])),
    };
    const results = await runSession(
      session,
      feeds,
      Object.fromEntries([...lowered.gradients.values()].map((value) => [value, null])),
    );
    await session.release();
    const far = [...lowered.gradients].flatMap(([parameter, output]) => {
      const [own, error] = [golden.gradients[parameter]?.single ?? NaN, worstError(parameter, floatsOf(results[output]))];
      return error <= Math.max(1e-5, 3 * own) ? [] : [`${parameter}: ${error.toExponential(1)}, PyTorch ${own.toExponential(1)}`];
    });
    expect(far).toEqual([]);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OptimizerRecipe } from '@sagittal/contracts';
import { describe, expect, it } from 'vitest';
import { ProgramBuilder } from '../autodiff/builder.ts';
import { interpret } from '../autodiff/reference/interpret.ts';
import { STEP_VALUES } from '../autodiff/step-graph.ts';
import { optimizerRule, stepDecay, stepRate } from './table.ts';

/** Written by tools/golden/optimizer_steps.py with Keras in double. */
const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../golden/optimizers.json'), 'utf8')) as {
  readonly start: readonly number[];
  readonly gradients: readonly (readonly number[])[];
  readonly rates: readonly number[];
  readonly cases: readonly {
    readonly name: string;
    readonly optimizer: OptimizerRecipe;
    /** The parameter after each step. */
    readonly path: readonly (readonly number[])[];
  }[];
};

it('covers every optimizer', () => {
  expect(new Set(golden.cases.map(({ optimizer }) => optimizer.type))).toEqual(new Set(['adam', 'adamw', 'rmsprop', 'sgd']));
});

describe.each(golden.cases.map((one) => [one.name, one] as const))('%s', (_name, { optimizer, path: truth }) => {
  it('takes the steps that Keras takes', () => {
    const type = { shape: [golden.start.length], batched: false };
    const builder = new ProgramBuilder();
    for (const name of ['parameter', 'gradient', 'parameter/next']) builder.declare(name, type);
    for (const name of [STEP_VALUES.rate, STEP_VALUES.decay]) builder.declare(name, { shape: [], batched: false });
    const rule = optimizerRule(optimizer.type);
    const slots = rule.slots(optimizer).map((name) => builder.declare(name, type));
    const nextSlots = slots.map((name) => builder.declare(`${name}/next`, type));
    rule.derive(builder, optimizer, { parameter: 'parameter', gradient: 'gradient', slots, next: 'parameter/next', nextSlots });

    const state = new Map<string, ArrayLike<number>>([
      ['parameter', golden.start],
      ...slots.map((name) => [name, new Float64Array(golden.start.length)] as const),
    ]);
    truth.forEach((expected, index) => {
      const learningRate = golden.rates[index] ?? NaN;
      const values = interpret(
        { values: builder.values, ops: builder.ops },
        1,
        new Map([
          ...state,
          ['gradient', golden.gradients[index] ?? []],
          [STEP_VALUES.rate, [stepRate(optimizer, learningRate, index + 1)]],
          [STEP_VALUES.decay, [stepDecay(optimizer, learningRate) ?? 0]],
        ]),
      );
      for (const name of ['parameter', ...slots]) state.set(name, values.get(`${name}/next`) ?? []);
      expected.forEach((value, at) => expect(state.get('parameter')?.[at], `step ${String(index + 1)}`).toBeCloseTo(value, 12));
    });
  });

  it('decays weights only where it says so', () => {
    expect(stepDecay(optimizer, 0.5)).toBe(optimizer.type === 'adamw' ? 0.5 * optimizer.weightDecay : null);
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { ProgramBuilder } from '../autodiff/builder.ts';
import { interpret } from '../autodiff/reference/interpret.ts';
import { STEP_VALUES } from '../autodiff/step-graph.ts';
import { categoricalCrossentropy } from './categorical-crossentropy.ts';

/** Written by tools/golden/losses.py with Keras in double. */
const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../golden/losses.json'), 'utf8')) as {
  readonly batch: number;
  readonly classes: number;
  readonly logits: readonly number[];
  readonly cases: readonly {
    readonly name: string;
    readonly targets: readonly number[];
    readonly sampleWeights: readonly number[] | null;
    readonly classWeights: readonly number[] | null;
    readonly loss: number;
    readonly gradient: readonly number[];
  }[];
};

it.each(golden.cases.map((one) => [one.name, one] as const))('%s, as Keras', (_name, one) => {
  const { batch, classes, logits } = golden;
  const row = { shape: [classes], batched: true };
  const builder = new ProgramBuilder();
  for (const name of ['logits', 'probabilities', STEP_VALUES.targets]) builder.declare(name, row);
  builder.declare(STEP_VALUES.sampleWeights, { shape: [], batched: true });
  builder.emit({ kind: 'softmax', inputs: ['logits'], outputs: ['probabilities'], attributes: {} });
  const { loss, gradient } = categoricalCrossentropy.derive(builder, 'logits', 'probabilities');

  // a weight of a class is one of every sample of it
  const classOf = (image: number): number => one.targets.slice(image * classes, (image + 1) * classes).indexOf(1);
  const weights = Array.from({ length: batch }, (_, image) =>
    one.classWeights === null ? (one.sampleWeights?.[image] ?? 1) : (one.classWeights[classOf(image)] ?? NaN),
  );
  const values = interpret(
    { values: builder.values, ops: builder.ops },
    batch,
    new Map([
      ['logits', logits],
      [STEP_VALUES.targets, one.targets],
      [STEP_VALUES.sampleWeights, weights],
    ]),
  );
  expect(values.get(loss)?.[0]).toBeCloseTo(one.loss, 12);
  expect(values.get(gradient)).toHaveLength(one.gradient.length);
  one.gradient.forEach((value, index) => expect(values.get(gradient)?.[index]).toBeCloseTo(value, 12));
});

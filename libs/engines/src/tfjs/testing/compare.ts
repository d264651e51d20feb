import { interpret, RandomStream, sizeOf, type Op, type Program, type ValueType } from '@sagittal/models';
import { expect } from 'vitest';
import { prepareProgram } from '../run-program.ts';
import { compute, floatsOf, type TfjsRuntime } from '../runtime.ts';

export function programOf(types: Readonly<Record<string, ValueType>>, ops: readonly Op[]): Program {
  return { values: new Map(Object.entries(types)), ops };
}

export interface CompareOptions {
  readonly batch: number;
  readonly seed?: number;
  /** Given values that are not to be drawn at random. */
  readonly data?: Readonly<Record<string, readonly number[]>>;
  /**
   * The results are sums of products, which may cancel to nearly nothing: within 1e-6 of the largest sum of the terms' magnitudes
   * will do, beside 1e-5 of the largest result.
   */
  readonly sums?: boolean;
}

function largestOf(numbers: ArrayLike<number> = []): number {
  return Array.from(numbers).reduce((max, value) => Math.max(max, Math.abs(value)), 0);
}

/** What the ops read and none of them makes. */
function givenNames({ ops }: Program): string[] {
  const made = new Set(ops.flatMap((op) => op.outputs));
  return [...new Set(ops.flatMap((op) => op.inputs))].filter((name) => !made.has(name));
}

/**
 * Computes every result of a program on random numbers, in double and on a runtime: within 1e-5 of each tensor's largest number,
 * and no tensor left behind.
 */
export async function compare(runtime: TfjsRuntime, program: Program, options: CompareOptions): Promise<void> {
  const { batch, seed = 1, data: told = {}, sums = false } = options;
  const given = givenNames(program);
  const random = new RandomStream({ seed, stream: 'ops' });
  const typeOf = (name: string): ValueType => {
    const type = program.values.get(name);
    if (type === undefined) throw new Error(`no value ${name}`);
    return type;
  };
  const data = new Map(
    given.map((name) => {
      const { shape, batched } = typeOf(name);
      const length = sizeOf(shape) * (batched ? batch : 1);
      return [name, Float32Array.from(told[name] ?? Array.from({ length }, () => random.uniform() - 0.5))] as const;
    }),
  );
  const truth = interpret(program, batch, data);
  const magnitudes = sums
    ? interpret(program, batch, new Map([...data].map(([name, values]) => [name, values.map(Math.abs)])))
    : undefined;
  const results = new Set(program.ops.flatMap((op) => op.outputs));
  const run = prepareProgram(runtime, program, new Set(given), results);
  const { tf } = runtime;
  const computed = await compute(runtime, 'test', () => {
    const before = tf.memory().numTensors;
    const inputs = new Map(
      given.map((name) => {
        const { shape, batched } = typeOf(name);
        return [name, tf.tensor(data.get(name) ?? [], batched ? [batch, ...shape] : [...shape], 'float32')] as const;
      }),
    );
    const tensors = run(inputs, batch);
    const numbers = new Map([...tensors].map(([name, tensor]) => [name, { dims: tensor.shape, values: floatsOf(tensor) }]));
    for (const tensor of [...inputs.values(), ...tensors.values()]) tensor.dispose();
    expect(tf.memory().numTensors, 'tensors left behind').toBe(before);
    return numbers;
  });
  for (const name of results) {
    const { shape, batched } = typeOf(name);
    const [wanted, found] = [truth.get(name) ?? new Float64Array(), computed.get(name)];
    expect(found?.dims, name).toEqual(batched ? [batch, ...shape] : [...shape]);
    const allowed = Math.max(1e-5 * largestOf(wanted), 1e-6 * largestOf(magnitudes?.get(name)), 1e-11);
    const worst = wanted.reduce((max, value, index) => Math.max(max, Math.abs(value - (found?.values[index] ?? NaN))), 0);
    expect(worst, name).toBeLessThan(allowed);
  }
}

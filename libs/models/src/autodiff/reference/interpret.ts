import { AppError } from '@sagittal/contracts';
import type { OpKind, OpWith, Program } from '../ops.ts';
import * as activation from './ops/activation.ts';
import * as attention from './ops/attention.ts';
import * as conv from './ops/conv.ts';
import * as dense from './ops/dense.ts';
import * as gate from './ops/gate.ts';
import * as join from './ops/join.ts';
import * as layerNorm from './ops/layer-norm.ts';
import * as loss from './ops/loss.ts';
import * as normalize from './ops/normalize.ts';
import * as optimizer from './ops/optimizer.ts';
import * as pointwise from './ops/pointwise.ts';
import * as pool from './ops/pool.ts';
import * as tokens from './ops/tokens.ts';
import { lengthOf, type Kernel, type Value } from './tensor.ts';

const kernels: { readonly [K in OpKind]: Kernel<OpWith<K>['attributes']> } = {
  ...activation,
  ...attention,
  ...conv,
  ...dense,
  ...gate,
  ...join,
  ...layerNorm,
  ...loss,
  ...normalize,
  ...optimizer,
  ...pointwise,
  ...pool,
  ...tokens,
};

/**
 * Computes a program in double, op by op, in plain loops: slow, and the truth that engines are checked against.
 * @param given values by name: inputs, parameters, masks; [batch, …shape], channels last.
 * @returns every value of the program.
 * @throws AppError INVALID_INPUT where a given value is missing or has the wrong length.
 */
export function interpret(
  program: Program,
  batch: number,
  given: ReadonlyMap<string, ArrayLike<number>>,
): ReadonlyMap<string, Float64Array> {
  const known = new Map<string, Value>();
  const values = new Map<string, Float64Array>();
  const set = (name: string, data: Float64Array): void => {
    const type = program.values.get(name);
    if (type === undefined || data.length !== lengthOf(type, batch)) {
      throw new AppError('INVALID_INPUT', { message: `The value ${name} has ${String(data.length)} numbers.`, item: name });
    }
    known.set(name, { type, data });
    values.set(name, data);
  };
  const get = (name: string): Value => {
    const value = known.get(name);
    if (value === undefined) throw new AppError('INVALID_INPUT', { message: `The value ${name} is not given.`, item: name });
    return value;
  };
  for (const [name, data] of given) set(name, Float64Array.from(data));
  for (const op of program.ops) {
    const types = op.outputs.map((name) => {
      const type = program.values.get(name);
      if (type === undefined) throw new AppError('INTERNAL', { message: `The value ${name} has no type.` });
      return type;
    });
    const kernel = kernels[op.kind] as Kernel<unknown>;
    const results = kernel(op.inputs.map(get), types, op.attributes, { batch });
    op.outputs.forEach((name, index) => set(name, results[index] ?? new Float64Array()));
  }
  return values;
}

import type { Op, ValueType } from '@sagittal/models';
import { expect, it } from 'vitest';
import { fuse } from './fuse.ts';

const typeOf = (): ValueType => ({ shape: [4, 4, 16], batched: true });
const conv = (x: string, y: string): Op => ({
  kind: 'conv',
  inputs: [x, 'kernel'],
  outputs: [y],
  attributes: { strides: [1, 1], padding: 'same' },
});
const add = (a: string, b: string, y: string): Op => ({ kind: 'add', inputs: [a, b], outputs: [y], attributes: {} });
const relu = (x: string, y: string, max: number | null = null): Op => ({
  kind: 'relu',
  inputs: [x],
  outputs: [y],
  attributes: { max },
});

function fused(ops: readonly Op[], kept: readonly string[] = []) {
  return fuse(ops, { typeOf, fuses: ({ kind }) => kind === 'conv', kept: new Set(kept) }).map(({ op, sum, activation }) => ({
    op: `${op.kind} ${op.inputs[0] ?? ''} > ${op.outputs[0] ?? ''}`,
    sum,
    activation,
  }));
}

it('melts an add and then a ReLU into the later maker of what is added', () => {
  const ops = [conv('x', 'a'), conv('a', 'b'), add('b', 'x', 'c'), relu('c', 'd', 6)];
  expect(fused(ops)).toEqual([
    { op: 'conv x > a', sum: null, activation: null },
    { op: 'conv a > d', sum: 'x', activation: { max: 6 } },
  ]);
});

it('leaves a value that something else reads, or that is a result, as it is', () => {
  expect(fused([conv('x', 'a'), relu('a', 'b'), conv('a', 'c')])).toHaveLength(3);
  expect(fused([conv('x', 'a'), relu('a', 'b')], ['a'])).toHaveLength(2);
});

it('adds nothing after a ReLU, nothing twice, and no value to itself', () => {
  expect(fused([conv('x', 'a'), relu('a', 'b'), add('b', 'x', 'c')])).toHaveLength(2);
  expect(fused([conv('x', 'a'), add('a', 'x', 'b'), add('b', 'x', 'c')])).toHaveLength(2);
  expect(fused([conv('x', 'a'), add('a', 'a', 'b')])).toHaveLength(2);
});

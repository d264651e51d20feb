import { describe, expect, test } from 'vitest';
import { deriveForwardGraph } from '../autodiff/derive-forward-graph.ts';
import type { Graph, Layer } from './graph.ts';
import { inferShapes } from './shapes.ts';

const input: Layer = { kind: 'input', name: 'input', inputs: [], shape: [8, 8, 3] };
const relu = (name: string, from: string): Layer => ({ kind: 'relu', name, inputs: [from], max: null });
const add = (name: string, ...inputs: string[]): Layer => ({ kind: 'add', name, inputs });
const graph = (layers: readonly Layer[], endpoints: Graph['endpoints'] = {}): Graph => ({
  name: 'net',
  layers,
  endpoints,
  output: layers.at(-1)?.name ?? '',
});
const refusal = (message: RegExp, item: string) =>
  expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringMatching(message), item });

describe('a graph is refused', () => {
  test.each<[string, readonly Layer[], RegExp, string]>([
    [
      'where layers feed on themselves',
      [input, add('a', 'input', 'c'), relu('b', 'a'), relu('c', 'b')],
      /in a circle: a → b → c → a\.$/,
      'a',
    ],
    ['where one feeds on itself', [input, add('a', 'input', 'a')], /in a circle: a → a\.$/, 'a'],
    [
      'where one stands behind its reader',
      [input, add('a', 'input', 'b'), relu('b', 'input')],
      /a reads b, which stands behind it\.$/,
      'a',
    ],
    ['where one is nowhere', [input, relu('a', 'inptu')], /a reads inptu, which is no layer\.$/, 'a'],
    ['with a name twice', [input, relu('a', 'input'), relu('a', 'input')], /Two layers are named a/, 'a'],
  ])('%s', (_, layers, message, item) => {
    expect(() => inferShapes(graph(layers))).toThrow(refusal(message, item));
  });

  test('with a layer of an unknown kind, as data from elsewhere may have', () => {
    for (const kind of ['capsule', 'constructor', 'toString']) {
      const layers = [input, { ...relu('a', 'input'), kind } as unknown as Layer];
      expect(() => inferShapes(graph(layers))).toThrow(refusal(new RegExp(`no layer of the kind ${kind}`), kind));
    }
  });

  test('with an endpoint that is not there, named by it or asked for', () => {
    const layers = [input, relu('a', 'input')];
    expect(() => inferShapes(graph(layers, { features: 'b' }))).toThrow(refusal(/has no layer b/, 'b'));
    expect(() => deriveForwardGraph(graph(layers), ['heat'])).toThrow(refusal(/has no endpoint heat/, 'heat'));
  });

  test('where the picture is too small for it, at the layer that cannot be computed', () => {
    const layers: Layer[] = [
      { ...input, shape: [2, 8, 3] } as Layer,
      {
        kind: 'conv2d',
        name: 'wide',
        inputs: ['input'],
        filters: 4,
        kernel: [3, 3],
        strides: [1, 1],
        padding: 'valid',
        bias: true,
      },
    ];
    expect(() => inferShapes(graph(layers))).toThrow(expect.objectContaining({ code: 'INPUT_TOO_SMALL', item: 'wide' }));
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Graph, Tensor } from '../../graph/graph.ts';

/** Written by tools/golden/keras_files.py with Keras 3. */
interface Golden {
  readonly files: Readonly<Record<string, string>>;
  readonly tensors: Readonly<Record<string, { readonly shape: readonly number[]; readonly values: readonly number[] }>>;
}

const golden = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../golden/keras-files.json'), 'utf8')) as Golden;

/** One small network in every layout in which Keras keeps weights. */
export const kerasFiles: ReadonlyMap<string, Uint8Array> = new Map(
  Object.entries(golden.files).map(([name, text]) => [name, new Uint8Array(gunzipSync(Buffer.from(text, 'base64')))]),
);

/** What those files hold, named as in our graphs. */
export const kerasTensors: ReadonlyMap<string, Tensor> = new Map(
  Object.entries(golden.tensors).map(([name, { shape, values }]) => [name, { shape, data: Float32Array.from(values) }]),
);

/** That network. */
export const kerasGraph: Graph = {
  name: 'small',
  layers: [
    { kind: 'input', name: 'input', inputs: [], shape: [8, 8, 3] },
    {
      kind: 'conv2d',
      name: 'stem_conv',
      inputs: ['input'],
      filters: 4,
      kernel: [3, 3],
      strides: [1, 1],
      padding: 'valid',
      bias: true,
    },
    { kind: 'batch-norm', name: 'stem_bn', inputs: ['stem_conv'], epsilon: 1e-3, momentum: 0.99 },
    {
      kind: 'depthwise-conv2d',
      name: 'stem_depthwise',
      inputs: ['stem_bn'],
      kernel: [3, 3],
      strides: [1, 1],
      padding: 'valid',
      bias: false,
    },
    { kind: 'batch-norm', name: 'depthwise_bn', inputs: ['stem_depthwise'], epsilon: 1e-3, momentum: 0.99, scale: false },
    {
      kind: 'conv2d',
      name: 'project',
      inputs: ['depthwise_bn'],
      filters: 2,
      kernel: [1, 1],
      strides: [1, 1],
      padding: 'valid',
      bias: false,
    },
    { kind: 'global-average-pool', name: 'pool', inputs: ['project'] },
    { kind: 'dense', name: 'head', inputs: ['pool'], units: 3, bias: true },
  ],
  endpoints: {},
  output: 'head',
};

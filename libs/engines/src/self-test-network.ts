import type { Graph, Layer } from '@sagittal/models';

interface Options {
  readonly height: number;
  readonly width: number;
  readonly classes: number;
  /** Name of the batch norm that is to be left frozen. */
  readonly frozen: string;
}

/**
 * A little of everything that the catalogue's convolutional networks are made of, so that every kernel which an engine has of its
 * own is met: a picture's convolution with strides, channels that fill no block, batch norm with and without a residual,
 * depthwise convolutions, pools that overlap, joined branches, squeeze-and-excitation in a branch that is dropped, dropout on a map. A convolution before trained batch norm has no
 * bias: its gradient would be 0 in theory, and rounding in the numbers.
 */
export function selfTestNetwork({ height, width, classes, frozen }: Options): Graph {
  const layers: Layer[] = [{ kind: 'input', name: 'input', inputs: [], shape: [height, width, 3] }];
  let last = 'input';
  const push = (layer: Layer): string => {
    layers.push(layer);
    last = layer.name;
    return last;
  };
  const convolution = (name: string, filters: number, size: readonly [number, number], stride = 1, bias = true): string =>
    push({
      kind: 'conv2d',
      name,
      inputs: [last],
      filters,
      kernel: size,
      strides: [stride, stride],
      padding: 'same',
      bias,
    });
  const depthwise = (name: string, stride: number, bias: boolean): string =>
    push({
      kind: 'depthwise-conv2d',
      name,
      inputs: [last],
      kernel: [3, 3],
      strides: [stride, stride],
      padding: 'same',
      bias,
    });
  const norm = (name: string): string => push({ kind: 'batch-norm', name, inputs: [last], epsilon: 1e-3, momentum: 0.9 });
  const relu = (name: string, max: number | null = null): string => push({ kind: 'relu', name, inputs: [last], max });
  const pool = (kind: 'max-pool2d' | 'average-pool2d', stride: number): string =>
    push({ kind, name: kind, inputs: [last], pool: [3, 3], strides: [stride, stride], padding: 'same' });

  push({ kind: 'rescale', name: 'rescale', inputs: ['input'], scale: [1 / 127.5], offset: [-1] });
  convolution('stem', 24, [3, 3], 2, false);
  norm('stem_norm');
  const shortcut = relu('stem_relu', 6);
  depthwise('depthwise', 1, false);
  norm('depthwise_norm');
  relu('depthwise_relu');
  convolution('project', 24, [1, 1], 1, false);
  push({ kind: 'add', name: 'add', inputs: [shortcut, norm('project_norm')] });
  relu('add_relu');
  const pooled = pool('max-pool2d', 2);
  convolution('pointwise', 16, [1, 1]);
  const branch = relu('pointwise_relu');
  last = pooled;
  pool('average-pool2d', 1);
  convolution('tall', 16, [3, 1]);
  push({ kind: 'concat', name: 'concat', inputs: [branch, relu('tall_relu')] });
  depthwise('shrink', 2, true);
  norm(frozen);
  relu('frozen_relu');
  convolution('strided', 30, [1, 1], 2);
  const map = push({ kind: 'swish', name: 'swish', inputs: [last] });
  push({ kind: 'global-average-pool', name: 'squeeze', inputs: [map] });
  push({ kind: 'reshape', name: 'squeezed', inputs: [last], shape: [1, 1, 30] });
  convolution('gate', 30, [1, 1]);
  push({ kind: 'sigmoid', name: 'gate_sigmoid', inputs: [last] });
  push({ kind: 'multiply', name: 'excite', inputs: [map, last] });
  push({ kind: 'stochastic-depth', name: 'drop', inputs: [last], rate: 0.5 });
  push({ kind: 'add', name: 'residual', inputs: [map, last] });
  push({ kind: 'dropout', name: 'dropout', inputs: [last], rate: 0.5 });
  push({ kind: 'global-average-pool', name: 'average', inputs: [last] });
  push({ kind: 'dense', name: 'logits', inputs: [last], units: classes, bias: true });
  push({ kind: 'softmax', name: 'probabilities', inputs: [last] });
  return { name: 'self-test', layers, endpoints: {}, output: 'probabilities' };
}

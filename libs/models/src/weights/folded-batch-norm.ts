import { AppError } from '@sagittal/contracts';
import type { Graph, Parameters, Tensor } from '../graph/graph.ts';

function filled(length: number, value: number): Tensor {
  return { shape: [length], data: new Float32Array(length).fill(value) };
}

/**
 * Parameters for a graph of convolutions each followed by batch norm, from weights whose batch norm was folded into biases:
 * the kernel as it is, and a batch norm of gamma 1, beta = bias, mean 0 and variance 1 − epsilon, which computes the same.
 * `sourceName` names the convolution in the file.
 */
export function unfoldBatchNorm(graph: Graph, source: Parameters, sourceName: (layer: string) => string): Parameters {
  const take = (name: string): Tensor => {
    const tensor = source.get(name);
    if (tensor === undefined)
      throw new AppError('WEIGHTS_MISMATCH', { message: `The weights have no tensor ${name}.`, item: name });
    return tensor;
  };
  const parameters = new Map<string, Tensor>();
  for (const layer of graph.layers) {
    if (layer.kind === 'conv2d') parameters.set(`${layer.name}/kernel`, take(`${sourceName(layer.name)}/kernel`));
    if (layer.kind === 'depthwise-conv2d')
      parameters.set(`${layer.name}/depthwise_kernel`, take(`${sourceName(layer.name)}/depthwise_kernel`));
    if (layer.kind === 'batch-norm') {
      const beta = take(`${sourceName(layer.inputs[0] ?? '')}/bias`);
      const [channels = 0] = beta.shape;
      parameters.set(`${layer.name}/gamma`, filled(channels, 1));
      parameters.set(`${layer.name}/beta`, beta);
      parameters.set(`${layer.name}/moving_mean`, filled(channels, 0));
      parameters.set(`${layer.name}/moving_variance`, filled(channels, 1 - layer.epsilon));
    }
  }
  return parameters;
}

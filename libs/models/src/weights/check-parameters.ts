import { AppError } from '@sagittal/contracts';
import { sizeOf } from '../graph/expect-shape.ts';
import type { Graph, Parameters } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';

/**
 * Keeps of `parameters` those that belong to the graph, in its order, after checking that each has the right shape.
 * @param options.partial parameters that are missing are left out instead of refused.
 * @throws AppError WEIGHTS_MISMATCH, which names the first tensor at fault.
 */
export function checkParameters(graph: Graph, parameters: Parameters, options: { readonly partial?: boolean } = {}): Parameters {
  const checked = new Map<string, { shape: readonly number[]; data: Float32Array }>();
  for (const [name, { shape }] of parameterShapes(graph)) {
    const tensor = parameters.get(name);
    if (tensor === undefined) {
      if (options.partial === true) continue;
      throw new AppError('WEIGHTS_MISMATCH', { message: `The weights have no tensor ${name} for ${graph.name}.`, item: name });
    }
    if (tensor.shape.join() !== shape.join() || tensor.data.length !== sizeOf(shape)) {
      throw new AppError('WEIGHTS_MISMATCH', {
        message: `Tensor ${name} is [${tensor.shape.join(', ')}], where ${graph.name} needs [${shape.join(', ')}].`,
        item: name,
      });
    }
    checked.set(name, tensor);
  }
  return checked;
}

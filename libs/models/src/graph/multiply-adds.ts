import { ruleOf } from '../autodiff/layers/table.ts';
import { sizeOf } from './expect-shape.ts';
import type { Graph } from './graph.ts';
import { inferShapes, inputShapes } from './shapes.ts';

/**
 * Multiply-adds of one image's forward pass in convolutions and dense layers: each kernel's numbers, times the positions that
 * it is laid on; and in attention, where every token meets every token twice. What is left out (pools, activations,
 * normalisation) is a few percent. Twice this is floating-point operations.
 */
export function multiplyAdds(graph: Graph): number {
  const shapes = inferShapes(graph);
  let total = 0;
  for (const layer of graph.layers) {
    const output = shapes.get(layer.name) ?? [];
    const positions = sizeOf(output.slice(0, -1));
    if (layer.kind === 'attention') total += 2 * positions * sizeOf(output);
    for (const { suffix, shape } of ruleOf(layer.kind).parameters(layer, inputShapes(layer, shapes))) {
      if (suffix.endsWith('kernel')) total += sizeOf(shape) * positions;
    }
  }
  return total;
}

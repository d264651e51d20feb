import { AppError } from '@sagittal/contracts';
import { ruleOf } from '../autodiff/layers/table.ts';
import type { Graph, Layer, Shape } from './graph.ts';
import { missingInput } from './missing-input.ts';

/** Shapes that feed a layer, from those known so far. */
export function inputShapes(layer: Layer, shapes: ReadonlyMap<string, Shape>): Shape[] {
  return layer.inputs.map((name) => {
    const shape = shapes.get(name);
    if (shape === undefined) {
      throw new AppError('INVALID_INPUT', {
        message: `Layer ${layer.name} reads ${name}, which does not stand before it.`,
        item: layer.name,
      });
    }
    return shape;
  });
}

/**
 * The shape of every layer's output, per image.
 * @throws AppError INVALID_INPUT (a kind that is not known, layers that do not fit, a circle, a name twice, an endpoint that is not
 * there), INPUT_TOO_SMALL.
 */
export function inferShapes(graph: Graph): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const layer of graph.layers) {
    if (shapes.has(layer.name))
      throw new AppError('INVALID_INPUT', { message: `Two layers are named ${layer.name}.`, item: layer.name });
    const missing = layer.inputs.find((name) => !shapes.has(name));
    if (missing !== undefined) throw missingInput(graph, layer, missing);
    shapes.set(layer.name, ruleOf(layer.kind).shape(layer, inputShapes(layer, shapes)));
  }
  for (const name of [graph.output, ...Object.values(graph.endpoints)]) {
    if (!shapes.has(name))
      throw new AppError('INVALID_INPUT', { message: `The graph ${graph.name} has no layer ${name}.`, item: name });
  }
  return shapes;
}

/** The input layer of a graph. */
export function inputLayer(graph: Graph): { readonly name: string; readonly shape: Shape } {
  const layer = graph.layers.find((candidate) => candidate.kind === 'input');
  if (layer?.kind !== 'input')
    throw new AppError('INVALID_INPUT', { message: `The graph ${graph.name} has no input.`, item: graph.name });
  return { name: layer.name, shape: layer.shape };
}

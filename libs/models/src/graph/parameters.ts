import { ruleOf } from '../autodiff/layers/table.ts';
import type { ParameterSpec } from '../autodiff/layers/rule.ts';
import { RandomStream } from '../random/stream.ts';
import { sizeOf } from './expect-shape.ts';
import type { Graph, Parameters, Shape, Tensor } from './graph.ts';
import { inferShapes, inputShapes } from './shapes.ts';

export interface ParameterShape {
  readonly shape: Shape;
  /** By nature: false for moving averages and fixed statistics, whatever a recipe says. */
  readonly trainable: boolean;
}

function parameterSpecs(graph: Graph): Map<string, ParameterSpec> {
  const shapes = inferShapes(graph);
  const specs = new Map<string, ParameterSpec>();
  for (const layer of graph.layers) {
    for (const spec of ruleOf(layer.kind).parameters(layer, inputShapes(layer, shapes)))
      specs.set(`${layer.name}/${spec.suffix}`, spec);
  }
  return specs;
}

/** Every parameter of a graph, in the order of its layers. */
export function parameterShapes(graph: Graph): Map<string, ParameterShape> {
  return new Map([...parameterSpecs(graph)].map(([name, { shape, trainable }]) => [name, { shape, trainable }]));
}

/** Number of parameters, moving averages included; `trainable` asks about one that could be trained by nature. */
export function countParameters(
  graph: Graph,
  trainable: (parameterName: string) => boolean = () => true,
): { total: number; trainable: number } {
  const count = { total: 0, trainable: 0 };
  for (const [name, spec] of parameterSpecs(graph)) {
    count.total += sizeOf(spec.shape);
    if (spec.trainable && trainable(name)) count.trainable += sizeOf(spec.shape);
  }
  return count;
}

function initialTensor(name: string, { shape, initial }: ParameterSpec, seed: number): Tensor {
  const data = new Float32Array(sizeOf(shape));
  if (initial.kind === 'constant') return { shape, data: data.fill(initial.value) };
  const stream = new RandomStream({ seed, stream: `initial:${name}` });
  if (initial.kind === 'truncated-normal') return { shape, data: data.map(() => initial.deviation * stream.truncatedNormal()) };
  const limit = Math.sqrt(6 / (initial.fanIn + initial.fanOut));
  stream.fillUniform(data);
  return { shape, data: data.map((value) => (2 * value - 1) * limit) };
}

/** Keras's initial weights, drawn from (seed, parameter name) alone: a layer added elsewhere changes no other. */
export function initialParameters(graph: Graph, seed: number): Parameters {
  return new Map([...parameterSpecs(graph)].map(([name, spec]) => [name, initialTensor(name, spec, seed)]));
}

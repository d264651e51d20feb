import type { Graph } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';
import { inferShapes } from '../graph/shapes.ts';
import type { ProgramBuilder } from './builder.ts';
import type { Backward } from './layers/rule.ts';
import { ruleOf } from './layers/table.ts';

export interface DerivedLayer {
  readonly name: string;
  readonly inputs: readonly string[];
  readonly backward: Backward;
  /** Something at or before this layer is trained, so gradients must reach it. */
  readonly reached: boolean;
}

/** Declares a graph's values and parameters and writes its forward ops. */
export function deriveLayers(
  graph: Graph,
  builder: ProgramBuilder,
  options: { readonly training: boolean; readonly isTrainable: (parameterName: string) => boolean },
): readonly DerivedLayer[] {
  const shapes = inferShapes(graph);
  const parameters = parameterShapes(graph);
  const trains = (name: string): boolean => (parameters.get(name)?.trainable ?? false) && options.isTrainable(name);
  for (const [name, { shape }] of parameters) builder.declare(name, { shape, batched: false });
  const reached = new Set<string>();
  return graph.layers.map((layer) => {
    builder.declare(layer.name, { shape: shapes.get(layer.name) ?? [], batched: true });
    const own = [...parameters.keys()].some((name) => name.startsWith(`${layer.name}/`) && trains(name));
    if (own || layer.inputs.some((name) => reached.has(name))) reached.add(layer.name);
    const backward = ruleOf(layer.kind).derive(layer, {
      builder,
      inputs: layer.inputs,
      output: layer.name,
      training: options.training,
      parameter: (suffix) => `${layer.name}/${suffix}`,
      trains: (suffix) => trains(`${layer.name}/${suffix}`),
    });
    return { name: layer.name, inputs: layer.inputs, backward, reached: reached.has(layer.name) };
  });
}

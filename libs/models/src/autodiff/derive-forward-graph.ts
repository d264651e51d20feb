import { AppError } from '@sagittal/contracts';
import type { Graph } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';
import { inputLayer } from '../graph/shapes.ts';
import { ProgramBuilder } from './builder.ts';
import { deriveLayers } from './derive-layers.ts';
import type { Op } from './ops.ts';
import type { ForwardGraph } from './step-graph.ts';

/** The ops that the wanted values depend on, in order. */
function reachable(ops: readonly Op[], wanted: ReadonlySet<string>): Op[] {
  const needed = new Set(wanted);
  return ops
    .toReversed()
    .filter((op) => {
      if (!op.outputs.some((name) => needed.has(name))) return false;
      for (const name of op.inputs) needed.add(name);
      return true;
    })
    .toReversed();
}

/**
 * The forward pass of a graph in inference: no dropout, batch norm by its moving averages.
 * @param endpoints names of endpoints or layers; by default the graph's output, under its layer's name.
 * @throws AppError INVALID_INPUT where an endpoint is not there.
 */
export function deriveForwardGraph(graph: Graph, endpoints: readonly string[] = [graph.output]): ForwardGraph {
  const builder = new ProgramBuilder();
  deriveLayers(graph, builder, { training: false, isTrainable: () => false });
  const named = new Map(
    endpoints.map((name) => {
      const value = graph.endpoints[name] ?? name;
      if (!builder.values.has(value))
        throw new AppError('INVALID_INPUT', { message: `The network ${graph.name} has no endpoint ${name}.`, item: name });
      return [name, value];
    }),
  );
  const ops = reachable(builder.ops, new Set(named.values()));
  const read = new Set(ops.flatMap((op) => op.inputs));
  return {
    name: graph.name,
    input: inputLayer(graph),
    values: builder.values,
    ops,
    parameters: [...parameterShapes(graph)].filter(([name]) => read.has(name)).map(([name, { shape }]) => ({ name, shape })),
    endpoints: named,
  };
}

import { type Graph, type Parameters, parameterShapes } from '@sagittal/models';

/** The parameters that a graph has, of those given. */
export function parametersOf(graph: Graph, parameters: Parameters): Parameters {
  const names = parameterShapes(graph);
  return new Map([...parameters].filter(([name]) => names.has(name)));
}

import { AppError } from '@sagittal/contracts';
import type { Graph, Layer } from './graph.ts';

/** Layers from `from` to `to`, each fed by the one before, both included; null where nothing of `from` reaches `to`. */
function path(graph: Graph, from: string, to: string): readonly string[] | null {
  const cameFrom = new Map<string, string | null>([[from, null]]);
  for (const name of cameFrom.keys()) {
    for (const reader of graph.layers)
      if (reader.inputs.includes(name) && !cameFrom.has(reader.name)) cameFrom.set(reader.name, name);
  }
  if (!cameFrom.has(to)) return null;
  const names: string[] = [];
  for (let name: string | null = to; name !== null; name = cameFrom.get(name) ?? null) names.unshift(name);
  return names;
}

/** Why a layer's input is not known when the layer's turn comes: it is nowhere, it feeds on the layer itself, or it stands too late. */
export function missingInput(graph: Graph, layer: Layer, input: string): AppError {
  const told = (message: string, hint: string): AppError =>
    new AppError('INVALID_INPUT', { message: `In the network ${graph.name}, ${message}`, item: layer.name, hint });
  if (!graph.layers.some(({ name }) => name === input))
    return told(`layer ${layer.name} reads ${input}, which is no layer.`, 'Look at the spelling of its inputs.');
  const circle = path(graph, layer.name, input);
  if (circle !== null)
    return told(
      `layers feed on themselves in a circle: ${[...circle, layer.name].join(' → ')}.`,
      'A network is computed once, from its input to its output: take one of these connections out.',
    );
  return told(`layer ${layer.name} reads ${input}, which stands behind it.`, 'List each layer after its inputs.');
}

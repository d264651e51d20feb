import { AppError } from '@sagittal/contracts';
import type { ArchitectureCard } from '../architectures/card.ts';
import { architectures } from '../architectures/catalogue.ts';
import { sizeOf } from '../graph/expect-shape.ts';
import type { Graph, Parameters } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';
import { namedAlike } from './fit-parameters.ts';
import type { WeightsRow } from './row.ts';

/** Files whose batch norm is folded away, or without counters, hold so much of an architecture's numbers at least. */
const LEAST_SHARE = 0.9;

function holds(card: ArchitectureCard, source: Parameters): boolean {
  const [height, width] = card.inputSize;
  const graph = card.build({ height, width });
  const shapes = parameterShapes(graph);
  return [{}, ...card.weights].some((row) => {
    const mapped = attempt(row, graph, source);
    return mapped !== null && [...shapes].every(([name, { shape }]) => mapped.get(name)?.shape.join() === shape.join());
  });
}

function attempt(row: Pick<WeightsRow, 'map'>, graph: Graph, source: Parameters): Parameters | null {
  try {
    return namedAlike(row, graph, source);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/** The largest architecture of the catalogue whose every parameter the tensors hold; null where they are of none. */
export function recognize(source: Parameters): ArchitectureCard | null {
  const numbers = [...source.values()].reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const candidates = architectures.filter(({ totalParameters }) => LEAST_SHARE * totalParameters <= numbers);
  return candidates.sort((a, b) => b.totalParameters - a.totalParameters).find((card) => holds(card, source)) ?? null;
}

import { AppError } from '@sagittal/contracts';
import type { ArchitectureCard } from '../architectures/card.ts';
import { architectures } from '../architectures/catalogue.ts';
import { sizeOf } from '../graph/expect-shape.ts';
import type { Parameters } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';
import type { WeightsRow } from './row.ts';

/** Files whose batch norm is folded away, or without counters, hold so much of an architecture's numbers at least. */
const LEAST_SHARE = 0.9;

function holds(card: ArchitectureCard, source: Parameters): boolean {
  const [height, width] = card.inputSize;
  const shapes = parameterShapes(card.build({ height, width }));
  return [undefined, ...card.weights].some((row) => {
    const mapped = mappedBy(row, source);
    return mapped !== null && [...shapes].every(([name, { shape }]) => mapped.get(name)?.shape.join() === shape.join());
  });
}

function mappedBy(row: WeightsRow | undefined, source: Parameters): Parameters | null {
  try {
    return row?.map?.(source) ?? source;
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

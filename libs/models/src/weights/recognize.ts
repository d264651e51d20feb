import { AppError } from '@sagittal/contracts';
import type { ArchitectureCard } from '../architectures/card.ts';
import { architectures } from '../architectures/catalogue.ts';
import type { Parameters } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';
import type { WeightsRow } from './row.ts';

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
  const found = architectures.filter((card) => card.totalParameters > 0 && holds(card, source));
  return found.sort((a, b) => b.totalParameters - a.totalParameters)[0] ?? null;
}

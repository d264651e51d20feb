import type { Subset } from '@sagittal/contracts';

/** As in DatasetVersion.classes, in class order. */
export interface ClassCount {
  readonly name: string;
  readonly count: number;
}

/** As in Split.counts. */
export interface SubsetCount {
  readonly subset: Subset;
  readonly count: number;
  readonly classes: readonly ClassCount[];
}

/** A JSON column as the shape that it was written in: this code and the trainer alone write it, and both parse before. */
export function column<T>(value: unknown): T {
  return value as T;
}

/** Any JSON value as a client sends it. */
export type JsonInput = string | number | boolean | object | null;

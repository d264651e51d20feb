import type { AugmentationKind, AugmentationStep } from '@sagittal/contracts';
import type { Draws } from '../draws.ts';
import type { Affine } from './affine.ts';

/** The picture's size between two steps. */
export interface Canvas {
  readonly height: number;
  readonly width: number;
}

/** What one geometric step does to a picture of one size. */
export interface Moved {
  readonly affine: Affine;
  readonly canvas: Canvas;
}

export type StepOf<K extends AugmentationKind> = Extract<AugmentationStep, { type: K }>;

/** Draws one geometric step. */
export type Geometry<K extends AugmentationKind> = (step: StepOf<K>, canvas: Canvas, draws: Draws) => Moved;

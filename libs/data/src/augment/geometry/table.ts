import type { AugmentationStep } from '@sagittal/contracts';
import type { Draws } from '../draws.ts';
import { crop } from './crop.ts';
import { flip } from './flip.ts';
import type { Canvas, Geometry, Moved } from './geometry.ts';
import { resizedCrop } from './resized-crop.ts';
import { rotate } from './rotate.ts';
import { shear } from './shear.ts';
import { shift } from './shift.ts';
import { stretch } from './stretch.ts';
import { zoom } from './zoom.ts';

const geometries = {
  flip,
  zoom,
  shift,
  stretch,
  rotate,
  shear,
  crop,
  'resized-crop': resizedCrop,
} as const;

export type GeometricKind = keyof typeof geometries;
export type GeometricStep = Extract<AugmentationStep, { type: GeometricKind }>;

export function isGeometric(step: AugmentationStep): step is GeometricStep {
  return Object.hasOwn(geometries, step.type);
}

/** Draws one geometric step for a picture of this size. */
export function move(step: GeometricStep, canvas: Canvas, draws: Draws): Moved {
  return (geometries[step.type] as Geometry<GeometricKind>)(step, canvas, draws);
}

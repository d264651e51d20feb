import type { AugmentationStep } from '@sagittal/contracts';
import type { Draws } from '../draws.ts';
import type { Picture, TonalStage } from '../stage.ts';
import { blur } from './blur.ts';
import { brightness } from './brightness.ts';
import { contrast } from './contrast.ts';
import { cutout } from './cutout.ts';
import { gamma } from './gamma.ts';
import { noise } from './noise.ts';
import type { Tonal } from './tonal.ts';

type TonalKind = TonalStage['kind'];
const tonals: { readonly [K in TonalKind]: Tonal<K> } = { brightness, contrast, gamma, noise, blur, cutout };

export type TonalStep = Extract<AugmentationStep, { type: TonalKind }>;

export function drawTonal(step: TonalStep, draws: Draws): TonalStage {
  return (tonals[step.type] as Tonal<TonalKind>).draw(step, draws);
}

/** Changes the picture in place. */
export function applyTonal(stage: TonalStage, picture: Picture): void {
  (tonals[stage.kind] as Tonal<TonalKind>).apply(stage, picture);
}

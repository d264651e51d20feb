import { AppError } from '@sagittal/contracts';
import type { WeightsRow } from '../weights/row.ts';
import type { ArchitectureCard } from './card.ts';
import { denseNets } from './densenet.ts';
import { efficientNets } from './efficientnet.ts';
import { inceptionsV3 } from './inception-v3.ts';
import { khanCnns } from './khan-cnn-23.ts';
import { mobileNetsV2 } from './mobilenet-v2.ts';
import { resNets } from './resnet.ts';
import { plainCnns } from './small-cnn.ts';
import { vggs } from './vgg.ts';
import { visionTransformers } from './vit.ts';

/** Every architecture, one row each. */
export const architectures: readonly ArchitectureCard[] = [
  ...plainCnns,
  ...vggs,
  ...resNets,
  ...inceptionsV3,
  ...mobileNetsV2,
  ...khanCnns,
  ...denseNets,
  ...efficientNets,
  ...visionTransformers,
];

/** @throws AppError ARCHITECTURE_UNKNOWN, which names those that there are. */
export function architectureByName(name: string): ArchitectureCard {
  const card = architectures.find((candidate) => candidate.name === name);
  if (card === undefined) {
    throw new AppError('ARCHITECTURE_UNKNOWN', {
      message: `There is no architecture ${name}.`,
      field: 'backbone.architecture',
      hint: `Known: ${architectures.map((known) => known.name).join(', ')}.`,
    });
  }
  return card;
}

/** @throws AppError RECIPE_INVALID where the architecture has no such weights. */
export function weightsRowByName(card: ArchitectureCard, name: string): WeightsRow {
  const row = card.weights.find((candidate) => candidate.name === name);
  if (row === undefined) {
    const known = card.weights.map((candidate) => candidate.name).join(', ');
    throw new AppError('RECIPE_INVALID', {
      message: `${card.title} has no weights ${name}.`,
      field: 'backbone.weights',
      hint: known === '' ? 'It is trained from initial weights: leave the weights out.' : `Known: ${known}.`,
    });
  }
  return row;
}

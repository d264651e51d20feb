import type { Recipe } from '@sagittal/contracts';
import type { ArchitectureCard } from '../architectures/card.ts';
import { architectures } from '../architectures/catalogue.ts';
import { placeOf } from '../weights/place-of.ts';
import { closest } from './closest.ts';
import { error, listed, type RecipeProblem, warning } from './problem.ts';

/** Whether the parts of the network exist and fit together. */
export function networkProblems(
  recipe: Recipe,
  weightsAvailable?: (architecture: string, weights: string) => boolean,
): RecipeProblem[] {
  const { architecture } = recipe.backbone;
  const card = architectures.find(({ name }) => name === architecture);
  if (card === undefined) {
    return [
      error(
        'backbone.architecture',
        'ARCHITECTURE_UNKNOWN',
        `There is no architecture "${architecture}".`,
        suggestion(
          architecture,
          architectures.map(({ name }) => name),
        ),
      ),
    ];
  }
  return [...weightsProblems(recipe, card, weightsAvailable), ...sizeProblems(recipe, card), ...headProblems(recipe)];
}

function weightsProblems(
  recipe: Recipe,
  card: ArchitectureCard,
  available?: (architecture: string, weights: string) => boolean,
): RecipeProblem[] {
  const { weights, trainable } = recipe.backbone;
  if (weights === null) {
    if (trainable === 'all') return [];
    return [
      warning(
        'backbone.weights',
        'RECIPE_INVALID',
        'The backbone is frozen and has no weights: its features are those of a random network.',
        card.weights.length > 0 ? `${card.title} has ${listed(card.weights.map(({ name }) => name))}.` : undefined,
      ),
    ];
  }
  const row = card.weights.find(({ name }) => name === weights);
  if (row === undefined) {
    const names = card.weights.map(({ name }) => name);
    return [
      error(
        'backbone.weights',
        'RECIPE_INVALID',
        `${card.title} has no weights "${weights}".`,
        names.length > 0 ? suggestion(weights, names) : 'Leave the weights out: it is trained from seeded ones.',
      ),
    ];
  }
  if (row.frozenOnly && trainable !== 'none') {
    return [
      error(
        'backbone.trainable',
        'RECIPE_INVALID',
        `The weights "${weights}" serve a frozen backbone only: their batch norm was folded away.`,
        'Set backbone.trainable to "none", or leave the weights out.',
      ),
    ];
  }
  if (available === undefined || available(card.name, weights)) return [];
  return [
    error(
      'backbone.weights',
      'WEIGHTS_MISSING',
      `The weights "${weights}" are not on this machine.`,
      `Put ${placeOf(row)} into one of the folders of SAGITTAL_WEIGHTS. Source: ${row.source}.`,
    ),
  ];
}

function sizeProblems(recipe: Recipe, card: ArchitectureCard): RecipeProblem[] {
  const [height, width] = card.minimumSize;
  const hint = `It was made for ${card.inputSize.join(' × ')}.`;
  const problem = (side: 'height' | 'width', minimum: number) =>
    recipe.input[side] < minimum
      ? [
          error(
            `input.${side}`,
            'INPUT_TOO_SMALL',
            `${card.title} needs a ${side} of at least ${String(minimum)} pixels, not ${String(recipe.input[side])}.`,
            hint,
          ),
        ]
      : [];
  return [...problem('height', height), ...problem('width', width)];
}

function headProblems(recipe: Recipe): RecipeProblem[] {
  if (!recipe.head.standardize || recipe.backbone.trainable === 'none') return [];
  return [
    error(
      'head.standardize',
      'RECIPE_INVALID',
      'Features can be standardised only where the backbone is frozen: their statistics must not move.',
      'Set backbone.trainable to "none", or head.standardize to false.',
    ),
  ];
}

function suggestion(word: string, names: readonly string[]): string {
  const near = closest(word, names);
  return near === undefined ? `There are ${listed(names)}.` : `Did you mean "${near}"?`;
}

import type { Recipe } from '@sagittal/contracts';
import type { ArchitectureCard } from '../architectures/card.ts';
import { architectures } from '../architectures/catalogue.ts';
import { inferShapes } from '../graph/shapes.ts';
import { sizeWords } from '../weights/size-words.ts';
import { closest } from './closest.ts';
import { error, listed, type RecipeProblem, warning } from './problem.ts';

/** Where the files of a weights row are. */
export interface WeightsState {
  /** On this machine. */
  readonly available: boolean;
  /** A run downloads them as it begins. */
  readonly downloadable: boolean;
  /** What happens, or what to do, where they are not here. */
  readonly hint: string | null;
}

/** Whether the parts of the network exist and fit together. */
export function networkProblems(
  recipe: Recipe,
  weightsState?: (architecture: string, weights: string) => WeightsState,
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
  return [
    ...weightsProblems(recipe, card, weightsState),
    ...sizeProblems(recipe, card),
    ...headProblems(recipe, card),
    ...windowProblems(recipe, card),
  ];
}

function weightsProblems(
  recipe: Recipe,
  card: ArchitectureCard,
  stateOf?: (architecture: string, weights: string) => WeightsState,
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
  const state = stateOf?.(card.name, weights);
  if (state === undefined || state.available) return [];
  const hint = state.hint ?? undefined;
  return [
    state.downloadable
      ? warning('backbone.weights', 'WEIGHTS_MISSING', `The weights "${weights}" will be downloaded (${sizeWords(row)}).`, hint)
      : error('backbone.weights', 'WEIGHTS_MISSING', `The weights "${weights}" are not on this machine.`, hint),
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
  const fits = card.sizeBound !== true || recipe.backbone.weights === null;
  const bound = (side: 'height' | 'width', wanted: number, minimum: number) =>
    fits || recipe.input[side] === wanted || recipe.input[side] < minimum
      ? []
      : [
          error(
            `input.${side}`,
            'RECIPE_INVALID',
            `The weights of ${card.title} are for a ${side} of ${String(wanted)} pixels, not ${String(recipe.input[side])}: where a token stands was learned.`,
            `Set input.${side} to ${String(wanted)}, or leave the weights out.`,
          ),
        ];
  return [
    ...problem('height', height),
    ...problem('width', width),
    ...bound('height', card.inputSize[0], height),
    ...bound('width', card.inputSize[1], width),
  ];
}

function headProblems({ head, backbone }: Recipe, card: ArchitectureCard): RecipeProblem[] {
  const problems: RecipeProblem[] = [];
  if (head.pooling !== 'average' && givesVector(card)) {
    problems.push(
      error(
        'head.pooling',
        'RECIPE_INVALID',
        `${card.title} gives one vector a picture: there is no map to pool by "${head.pooling}".`,
        'Leave head.pooling out.',
      ),
    );
  }
  if (head.window !== null && head.pooling !== 'flatten') {
    problems.push(
      error(
        'head.window',
        'RECIPE_INVALID',
        'A window is pooled before the map is flattened: it needs "head.pooling" to be "flatten".',
        'Set head.pooling to "flatten", or leave the window out.',
      ),
    );
  }
  if (head.standardize && backbone.trainable !== 'none') {
    problems.push(
      error(
        'head.standardize',
        'RECIPE_INVALID',
        'Features can be standardised only where the backbone is frozen: their statistics must not move.',
        'Set backbone.trainable to "none", or head.standardize to false.',
      ),
    );
  }
  return problems;
}

function givesVector(card: ArchitectureCard): boolean {
  const [height, width] = card.inputSize;
  const graph = card.build({ height, width });
  return inferShapes(graph).get(graph.output)?.length === 1;
}

/** A window that is larger than the last map of this input. */
function windowProblems({ head, input }: Recipe, card: ArchitectureCard): RecipeProblem[] {
  const tooSmall = input.height < card.minimumSize[0] || input.width < card.minimumSize[1];
  if (head.window === null || head.pooling !== 'flatten' || tooSmall) return [];
  const graph = card.build({ height: input.height, width: input.width });
  const map = inferShapes(graph).get(graph.output)?.slice(0, -1) ?? [];
  if (Math.min(...map) >= head.window) return [];
  return [
    error(
      'head.window',
      'INPUT_TOO_SMALL',
      `The last map has ${map.join(' × ')} positions, and a window of ${String(head.window)} does not fit.`,
      'Make the window smaller, or the input larger.',
    ),
  ];
}

function suggestion(word: string, names: readonly string[]): string {
  const near = closest(word, names);
  return near === undefined ? `There are ${listed(names)}.` : `Did you mean "${near}"?`;
}

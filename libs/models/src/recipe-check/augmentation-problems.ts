import type { AugmentationKind, AugmentationRecipe, AugmentationStep, Recipe } from '@sagittal/contracts';
import { error, type RecipeProblem } from './problem.ts';

/** Less than this share of the picture is as good as nothing. */
const LEAST_SHARE = 0.05;

interface Canvas {
  readonly height: number;
  readonly width: number;
}

/** The least and the most that a picture's size can be between two steps. */
interface Sizes {
  readonly least: Canvas;
  readonly most: Canvas;
}

type StepOf<K extends AugmentationKind> = Extract<AugmentationStep, { type: K }>;
/** The share of the picture that is left where the numbers are drawn most unluckily, from 0 to 1. */
type Share<K extends AugmentationKind> = (step: StepOf<K>, sizes: Sizes, fill: AugmentationRecipe['fill']['mode']) => number;

const furthest = ([low, high]: readonly [number, number]): number => Math.max(Math.abs(low), Math.abs(high));
/** A copy of the picture stands beyond its edge: what was moved out comes in again at the other side. */
const repeats = (fill: AugmentationRecipe['fill']['mode']): boolean => fill === 'reflect' || fill === 'wrap';

const zoomShare: Share<'zoom'> = ({ height, width }, _, fill) => {
  const shown = height[0] + 1;
  const seen = Math.min(1, shown) * Math.min(1, width === null ? shown : width[0] + 1);
  const reach = height[1] + 1;
  const filled = Math.max(1, reach) * Math.max(1, width === null ? reach : width[1] + 1);
  return repeats(fill) ? seen : Math.min(seen, 1 / filled);
};

/** Steps that can leave too little; mirrorings, turns and the like always leave enough. */
const shares: { readonly [K in AugmentationKind]?: Share<K> } = {
  zoom: zoomShare,
  shift: ({ height, width }, _, fill) => (repeats(fill) ? 1 : (1 - furthest(height)) * (1 - furthest(width))),
  crop: ({ height, width }, { most }) => Math.min(1, height / most.height) * Math.min(1, width / most.width),
  'resized-crop': ({ area }) => area[0],
  brightness: ({ factor }) => 1 - furthest(factor),
  contrast: ({ factor }) => 1 + factor[0],
  cutout: ({ height, width }) => 1 - height[1] * width[1],
};

function shareLeft(step: AugmentationStep, sizes: Sizes, fill: AugmentationRecipe['fill']['mode']): number {
  const share = shares[step.type] as Share<AugmentationKind> | undefined;
  return share?.(step, sizes, fill) ?? 1;
}

/** Sizes behind a step. */
function after(step: AugmentationStep, { least, most }: Sizes): Sizes {
  switch (step.type) {
    case 'stretch': {
      const longer = (size: number, by: number): number => Math.max(1, Math.trunc(size * (1 + by)));
      return {
        least: { height: longer(least.height, step.height[0]), width: longer(least.width, step.width[0]) },
        most: { height: longer(most.height, step.height[1]), width: longer(most.width, step.width[1]) },
      };
    }
    case 'crop': {
      const window = ({ height, width }: Canvas): Canvas => ({
        height: Math.min(step.height, height),
        width: Math.min(step.width, width),
      });
      return { least: window(least), most: window(most) };
    }
    case 'resized-crop': {
      const [low, high] = step.aspect;
      const pixels = step.area[0] * least.height * least.width;
      const side = (wanted: number, size: number): number => Math.min(size, Math.max(1, Math.round(wanted)));
      return {
        least: {
          height: side(Math.sqrt(pixels / high), least.height),
          width: side(Math.sqrt(pixels * low), least.width),
        },
        most,
      };
    }
    default:
      return { least, most };
  }
}

/** Whether pictures can be augmented at all, and whether something is left of each. */
export function augmentationProblems({ augmentation, backbone, input }: Recipe): RecipeProblem[] {
  const { steps, fill } = augmentation;
  const problems: RecipeProblem[] = [];
  if (steps.length > 0 && backbone.trainable === 'none') {
    problems.push(
      error(
        'augmentation',
        'RECIPE_INVALID',
        'The backbone is frozen: its features are computed once, of each picture as it is, so no augmentation would be seen.',
        'Set backbone.trainable to "all", or augmentation.steps to [].',
      ),
    );
  }
  let sizes: Sizes = { least: input, most: input };
  for (const [index, step] of steps.entries()) {
    const path = `augmentation.steps.${String(index)}`;
    const { least } = sizes;
    if (step.type === 'crop' && (step.height > least.height || step.width > least.width)) {
      problems.push(
        error(
          path,
          'RECIPE_INVALID',
          `A window of ${String(step.height)} × ${String(step.width)} pixels is larger than the picture, which may have only ${String(least.height)} × ${String(least.width)} there.`,
          'Make the window smaller, the input larger, or the stretch before it less.',
        ),
      );
    } else {
      const left = shareLeft(step, sizes, fill.mode);
      // ranges are decimal fractions: 0.95 leaves 0.05 but for the last bit
      if (left < LEAST_SHARE - 1e-9) {
        problems.push(
          error(
            path,
            'RECIPE_INVALID',
            `At its extreme, "${step.type}" leaves ${percent(left)} of the picture: there is nothing to learn from.`,
            `Make its range smaller: at least ${percent(LEAST_SHARE)} must be left.`,
          ),
        );
      }
    }
    sizes = after(step, sizes);
  }
  return problems;
}

function percent(share: number): string {
  return `${String(Math.round(share * 1000) / 10)} %`;
}

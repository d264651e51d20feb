import { AppError, type Recipe } from '@sagittal/contracts';
import type { ArchitectureCard } from '../architectures/card.ts';
import { architectureByName, weightsRowByName } from '../architectures/catalogue.ts';
import type { Graph, Layer } from '../graph/graph.ts';
import { countParameters, parameterShapes } from '../graph/parameters.ts';
import { inferShapes } from '../graph/shapes.ts';
import type { WeightsRow } from '../weights/row.ts';
import { classifierLayers, HEAD_LAYERS, poolingLayers } from './classifier.ts';

/** A recipe's network, ready to be given to an engine. Pixels 0 to 255 go in. */
export interface NetworkPlan {
  readonly architecture: ArchitectureCard;
  readonly weights: WeightsRow | null;
  /** Rescale → backbone → pooling → head → probabilities. */
  readonly whole: Graph;
  /** Rescale → backbone → pooling, where the backbone is frozen; else null. */
  readonly backbone: Graph | null;
  /** Pooled features → head → probabilities, where the backbone is frozen; else null. Layers are named as in `whole`. */
  readonly head: Graph | null;
  readonly frozen: boolean;
  /** Length of the pooled features, where the backbone is frozen; else null. */
  readonly featureSize: number | null;
  readonly totalParameters: number;
  readonly trainableParameters: number;
  isTrainable(parameterName: string): boolean;
}

const RESCALE = 'rescale';
const HEAD_INPUT = 'features_input';

/** The backbone behind its preprocessing: what read the input now reads the rescaled pixels. */
function preprocessed(
  card: ArchitectureCard,
  weights: WeightsRow | null,
  size: { readonly height: number; readonly width: number },
): Graph {
  const graph = card.build(size);
  const [input, ...rest] = graph.layers;
  if (input?.kind !== 'input') throw new AppError('INTERNAL', { message: `${card.name} does not begin with its input.` });
  const { scale, offset } = weights?.preprocessing ?? card.preprocessing;
  const layers: Layer[] = [
    input,
    { kind: 'rescale', name: RESCALE, inputs: [input.name], scale, offset },
    ...rest.map((layer) => ({ ...layer, inputs: layer.inputs.map((name) => (name === input.name ? RESCALE : name)) })),
  ];
  return { ...graph, layers };
}

/**
 * Builds what a recipe describes.
 * @throws AppError ARCHITECTURE_UNKNOWN, RECIPE_INVALID (weights that the architecture lacks or that must stay frozen, standardize behind a backbone that
 * is trained, a window without flatten), INPUT_TOO_SMALL.
 */
export function planNetwork(recipe: Recipe, classCount: number): NetworkPlan {
  const card = architectureByName(recipe.backbone.architecture);
  const weights = recipe.backbone.weights === null ? null : weightsRowByName(card, recipe.backbone.weights);
  const { height, width } = recipe.input;
  const [minimumHeight, minimumWidth] = card.minimumSize;
  if (height < minimumHeight || width < minimumWidth) {
    throw new AppError('INPUT_TOO_SMALL', {
      message: `${card.title} needs pictures of at least ${String(minimumHeight)} × ${String(minimumWidth)} pixels, not ${String(height)} × ${String(width)}.`,
      field: 'input',
      hint: `It was made for ${card.inputSize.join(' × ')}.`,
    });
  }
  const frozen = recipe.backbone.trainable === 'none';
  if (weights?.frozenOnly === true && !frozen) {
    throw new AppError('RECIPE_INVALID', {
      message: `The weights ${weights.name} serve a frozen backbone only: their batch norm was folded away.`,
      field: 'backbone.trainable',
      hint: 'Set backbone.trainable to none, or leave the weights out.',
    });
  }
  if (recipe.head.standardize && !frozen) {
    throw new AppError('RECIPE_INVALID', {
      message: 'Features can be standardised only where the backbone is frozen: their statistics must not move.',
      field: 'head.standardize',
      hint: 'Set backbone.trainable to none, or head.standardize to false.',
    });
  }
  if (recipe.head.window !== null && recipe.head.pooling !== 'flatten') {
    throw new AppError('RECIPE_INVALID', {
      message: 'A window is pooled before the map is flattened: it needs head.pooling to be flatten.',
      field: 'head.window',
      hint: 'Set head.pooling to flatten, or leave the window out.',
    });
  }
  if (weights !== null && card.sizeBound === true && (height !== card.inputSize[0] || width !== card.inputSize[1])) {
    throw new AppError('RECIPE_INVALID', {
      message: `The weights ${weights.name} are for pictures of ${card.inputSize.join(' × ')}, not ${String(height)} × ${String(width)}.`,
      field: 'input',
      hint: `Set the input to ${card.inputSize.join(' × ')}, or leave the weights out.`,
    });
  }
  const body = preprocessed(card, weights, { height, width });
  const bodyShape = inferShapes(body).get(body.output) ?? [];
  if (bodyShape.length === 1 && recipe.head.pooling !== 'average') {
    throw new AppError('RECIPE_INVALID', {
      message: `${card.title} gives one vector a picture: there is no map to pool.`,
      field: 'head.pooling',
      hint: 'Leave head.pooling out.',
    });
  }
  const pooled: Layer[] = [...body.layers, ...poolingLayers(recipe.head, body.output, bodyShape)];
  const headEndpoints = { logits: HEAD_LAYERS.logits, probabilities: HEAD_LAYERS.probabilities };
  const whole: Graph = {
    name: card.name,
    layers: [...pooled, ...classifierLayers(recipe.head, classCount, HEAD_LAYERS.pool)],
    endpoints: { ...body.endpoints, pooled: HEAD_LAYERS.pool, ...headEndpoints },
    output: HEAD_LAYERS.probabilities,
  };
  const shapes = inferShapes(whole);
  const featureSize = shapes.get(HEAD_LAYERS.pool)?.[0] ?? 0;
  const bodyParameters = new Set(parameterShapes(body).keys());
  const wholeParameters = parameterShapes(whole);
  const isTrainable = (name: string): boolean =>
    (wholeParameters.get(name)?.trainable ?? false) && !(frozen && bodyParameters.has(name));
  const { total, trainable } = countParameters(whole, isTrainable);
  return {
    architecture: card,
    weights,
    whole,
    backbone: frozen
      ? {
          name: `${card.name} features`,
          layers: pooled,
          endpoints: { ...body.endpoints, pooled: HEAD_LAYERS.pool },
          output: HEAD_LAYERS.pool,
        }
      : null,
    head: frozen
      ? {
          name: `${card.name} head`,
          layers: [
            { kind: 'input', name: HEAD_INPUT, inputs: [], shape: [featureSize] },
            ...classifierLayers(recipe.head, classCount, HEAD_INPUT),
          ],
          endpoints: headEndpoints,
          output: HEAD_LAYERS.probabilities,
        }
      : null,
    frozen,
    featureSize: frozen ? featureSize : null,
    totalParameters: total,
    trainableParameters: trainable,
    isTrainable,
  };
}

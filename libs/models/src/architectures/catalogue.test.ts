import { AppError, recipeSchema } from '@sagittal/contracts';
import { describe, expect, it } from 'vitest';
import { countParameters, parameterShapes } from '../graph/parameters.ts';
import { inferShapes } from '../graph/shapes.ts';
import { planNetwork } from '../heads/plan-network.ts';
import { architectureByName, architectures, weightsRowByName } from './catalogue.ts';

describe.each(architectures.map((card) => [card.name, card] as const))('the card of %s', (_name, card) => {
  const [height, width] = card.inputSize;
  const graph = card.build({ height, width });

  it('tells the number of parameters', () => {
    expect(countParameters(graph).total).toBe(card.totalParameters);
  });

  it('names endpoints that exist', () => {
    const shapes = inferShapes(graph);
    for (const layer of Object.values(card.endpoints)) expect(shapes.has(layer)).toBe(true);
    expect(graph.endpoints).toMatchObject(card.endpoints);
    expect(card.endpoints[card.explainEndpoint]).toBeDefined();
    const [features, explained] = ['features', card.explainEndpoint].map((name) => shapes.get(card.endpoints[name] ?? ''));
    expect(graph.output).toBe(card.endpoints['features']);
    // a map; or a vector, explained by tokens: one for the class and those of a square of patches
    if (features?.length === 1) expect(Math.sqrt((explained?.[0] ?? NaN) - 1) % 1).toBe(0);
    else expect([features, explained].map((shape) => shape?.length)).toEqual([3, 3]);
  });

  it('builds at its smallest size and at an odd one', () => {
    for (const size of [card.minimumSize, [card.minimumSize[0] + 1, card.minimumSize[1] + 13]] as const) {
      const shape = inferShapes(card.build({ height: size[0], width: size[1] })).get(graph.output);
      expect(shape?.every((length) => length >= 1)).toBe(true);
    }
  });

  it('becomes a network for any number of classes', () => {
    const recipe = recipeSchema.parse({ backbone: { architecture: card.name }, input: { height, width } });
    const plan = planNetwork(recipe, 7);
    expect(inferShapes(plan.whole).get(plan.whole.output)).toEqual([7]);
    expect(plan.backbone).toBeNull();
  });
});

describe('MobileNetV2 1.0', () => {
  const graph = architectureByName('mobilenetv2-1.0').build({ height: 224, width: 224 });

  it('has the maps of the paper', () => {
    const shapes = inferShapes(graph);
    expect(shapes.get('block_3_expand_relu')).toEqual([56, 56, 144]);
    expect(shapes.get('block_13_expand_relu')).toEqual([14, 14, 576]);
    expect(shapes.get('out_relu')).toEqual([7, 7, 1280]);
  });

  it('names and shapes its parameters as Keras does', () => {
    const shapes = parameterShapes(graph);
    expect(shapes.get('Conv1/kernel')?.shape).toEqual([3, 3, 3, 32]);
    expect(shapes.get('bn_Conv1/gamma')?.shape).toEqual([32]);
    expect(shapes.get('expanded_conv_depthwise/depthwise_kernel')?.shape).toEqual([3, 3, 32, 1]);
    expect(shapes.get('block_16_project_BN/moving_variance')).toEqual({ shape: [320], trainable: false });
    expect(shapes.size).toBe(260);
    expect(countParameters(graph).trainable).toBe(2_223_872);
  });
});

describe('a frozen network', () => {
  const recipe = recipeSchema.parse({
    backbone: { architecture: 'mobilenetv2-1.0', weights: 'mobilenetv2-100-slim', trainable: 'none' },
    head: { standardize: true, dropout: 0.2 },
  });
  const plan = planNetwork(recipe, 4);

  it('falls into backbone and head with the names of the whole', () => {
    expect(plan.featureSize).toBe(1280);
    const whole = new Set(plan.whole.layers.map((layer) => layer.name));
    for (const layer of plan.backbone?.layers ?? []) expect(whole).toContain(layer.name);
    for (const layer of plan.head?.layers.slice(1) ?? []) expect(whole).toContain(layer.name);
    if (plan.backbone !== null && plan.head !== null) {
      expect(inferShapes(plan.backbone).get(plan.backbone.output)).toEqual([1280]);
      expect(inferShapes(plan.head).get(plan.head.output)).toEqual([4]);
    }
  });

  it('trains the classifier alone', () => {
    expect(plan.trainableParameters).toBe(1280 * 4 + 4);
    expect(plan.totalParameters).toBe(2_257_984 + 2 * 1280 + 1280 * 4 + 4);
    expect(plan.isTrainable('head_logits/kernel')).toBe(true);
    expect(plan.isTrainable('head_standardize/mean')).toBe(false);
    expect(plan.isTrainable('Conv1/kernel')).toBe(false);
    expect(plan.isTrainable('no such parameter')).toBe(false);
  });
});

describe('a frozen network whose map is flattened', () => {
  const recipe = recipeSchema.parse({
    backbone: { architecture: 'inception-v3', trainable: 'none' },
    head: { pooling: 'flatten', window: 2, dense: [512], dropout: 0.5 },
  });
  const plan = planNetwork(recipe, 4);

  it('is split behind the pool: features are the flat vector', () => {
    expect(plan.featureSize).toBe(2 * 2 * 2048);
    expect(plan.backbone?.layers.slice(-2).map(({ kind }) => kind)).toEqual(['max-pool2d', 'flatten']);
    expect(plan.head?.layers.map(({ kind }) => kind)).toEqual(['input', 'dense', 'relu', 'dropout', 'dense', 'softmax']);
    if (plan.backbone !== null && plan.head !== null) {
      expect(inferShapes(plan.backbone).get(plan.backbone.output)).toEqual([8192]);
      expect(inferShapes(plan.head).get('features_input')).toEqual([8192]);
    }
  });
});

describe('what cannot be built', () => {
  const codeOf = (make: () => unknown): string => {
    try {
      make();
    } catch (error) {
      if (error instanceof AppError) return error.code;
    }
    return 'none';
  };

  it('has a code', () => {
    expect(codeOf(() => architectureByName('resnet9000'))).toBe('ARCHITECTURE_UNKNOWN');
    expect(codeOf(() => weightsRowByName(architectureByName('small-cnn'), 'imagenet'))).toBe('RECIPE_INVALID');
    const small = { architecture: 'mobilenetv2-1.0' };
    expect(codeOf(() => planNetwork(recipeSchema.parse({ backbone: small, input: { height: 16, width: 224 } }), 2))).toBe(
      'INPUT_TOO_SMALL',
    );
    expect(codeOf(() => planNetwork(recipeSchema.parse({ backbone: small, head: { standardize: true } }), 2))).toBe(
      'RECIPE_INVALID',
    );
    expect(codeOf(() => planNetwork(recipeSchema.parse({ backbone: { ...small, weights: 'mobilenetv2-100-slim' } }), 2))).toBe(
      'RECIPE_INVALID',
    );
  });
});

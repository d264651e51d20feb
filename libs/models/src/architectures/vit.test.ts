import { recipeSchema } from '@sagittal/contracts';
import { expect, it } from 'vitest';
import { countParameters, initialParameters, parameterShapes } from '../graph/parameters.ts';
import type { Tensor } from '../graph/graph.ts';
import { inferShapes } from '../graph/shapes.ts';
import { planNetwork } from '../heads/plan-network.ts';
import { checkRecipe } from '../recipe-check/check-recipe.ts';
import { checkParameters } from '../weights/check-parameters.ts';
import { fromTimm } from '../weights/timm-names.ts';
import { architectureByName } from './catalogue.ts';
import { buildViT } from './vit.ts';

const tiny = architectureByName('deit-tiny').build({ height: 224, width: 224 });

it('has the tokens of the paper', () => {
  const shapes = inferShapes(tiny);
  expect(shapes.get('patch_embed')).toEqual([196, 192]);
  expect(shapes.get('blocks.0.attn.qkv')).toEqual([197, 576]);
  expect(shapes.get('blocks.11.mlp.act')).toEqual([197, 768]);
  expect(shapes.get(tiny.output)).toEqual([192]);
});

it('is as large as the models of the repository without their classifiers', () => {
  expect(countParameters(tiny)).toEqual({ total: 5_524_416, trainable: 5_524_416 });
});

it('reads a small model as timm writes it', () => {
  const graph = buildViT('small', { patch: 2, features: 4, heads: 2, blocks: 1 }, { height: 4, width: 4 });
  const counting = (...shape: number[]): Tensor => ({
    shape,
    data: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, index) => index),
  });
  const source = new Map([
    ['cls_token', counting(1, 1, 4)],
    ['pos_embed', counting(1, 5, 4)],
    ['patch_embed.proj.weight', counting(4, 3, 2, 2)],
    ['patch_embed.proj.bias', counting(4)],
    ['blocks.0.norm1.weight', counting(4)],
    ['blocks.0.norm1.bias', counting(4)],
    ['blocks.0.attn.qkv.weight', counting(12, 4)],
    ['blocks.0.attn.qkv.bias', counting(12)],
    ['blocks.0.attn.proj.weight', counting(4, 4)],
    ['blocks.0.attn.proj.bias', counting(4)],
    ['blocks.0.norm2.weight', counting(4)],
    ['blocks.0.norm2.bias', counting(4)],
    ['blocks.0.mlp.fc1.weight', counting(16, 4)],
    ['blocks.0.mlp.fc1.bias', counting(16)],
    ['blocks.0.mlp.fc2.weight', counting(4, 16)],
    ['blocks.0.mlp.fc2.bias', counting(4)],
    ['norm.weight', counting(4)],
    ['norm.bias', counting(4)],
    ['head.weight', counting(1000, 4)],
    ['head.bias', counting(1000)],
  ]);
  const read = checkParameters(graph, fromTimm(source));
  expect([...read.keys()].toSorted()).toEqual([...parameterShapes(graph).keys()].toSorted());
  // [out, in]: the first output's weights are 0, 1, 2, 3; [in, out]: they stand in the first column
  expect([...(read.get('blocks.0.attn.qkv/kernel')?.data ?? [])].filter((_, index) => index % 12 === 0)).toEqual([0, 1, 2, 3]);
  // [out, in, row, column] → [row, column, in, out]: at row 1, column 0, input 2, output 3
  expect(read.get('patch_embed.proj/kernel')?.data[((1 * 2 + 0) * 3 + 2) * 4 + 3]).toBe(((3 * 3 + 2) * 2 + 1) * 2 + 0);
});

it('begins at small numbers about 0, none beyond two deviations', () => {
  const values = [...(initialParameters(tiny, 3).get('pos_embed/embedding')?.data ?? [])];
  const root = (power: number): number => (values.reduce((sum, value) => sum + value ** power, 0) / values.length) ** (1 / power);
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.04);
  expect(root(2) / 0.02).toBeCloseTo(0.8796, 2);
  expect(root(1) / 0.02).toBeCloseTo(0, 1);
});

const recipe = (changes: object) => ({
  backbone: { architecture: 'deit-tiny', weights: 'deit-tiny-imagenet', trainable: 'none' },
  ...changes,
});

it('frozen, gives its class token to the head', () => {
  const plan = planNetwork(recipeSchema.parse(recipe({})), 3);
  expect(plan.featureSize).toBe(192);
  expect(plan.trainableParameters).toBe(192 * 3 + 3);
  expect(plan.backbone === null ? null : inferShapes(plan.backbone).get('head_pool')).toEqual([192]);
});

it.each([
  ['pooling of a vector', { head: { pooling: 'max' } }, 'head.pooling'],
  ['weights at another size', { input: { height: 224, width: 240 } }, 'input.width'],
] as const)('refuses %s', (_what, changes, path) => {
  const { problems } = checkRecipe(recipe(changes));
  expect(problems).toContainEqual(expect.objectContaining({ path, severity: 'ERROR', code: 'RECIPE_INVALID' }));
  expect(() => planNetwork(recipeSchema.parse(recipe(changes)), 3)).toThrow(expect.objectContaining({ code: 'RECIPE_INVALID' }));
});

it('takes any size from seeded weights', () => {
  const other = recipe({ input: { height: 64, width: 48 }, backbone: { architecture: 'deit-tiny', trainable: 'all' } });
  expect(checkRecipe(other).problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
  expect(inferShapes(planNetwork(recipeSchema.parse(other), 2).whole).get('pos_embed')).toEqual([13, 192]);
});

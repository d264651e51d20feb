import { type Recipe, recipeSchema } from '@sagittal/contracts';
import { learningRate } from '../../../lib/format/number.ts';

/** The recipe that a run carries; null where a newer server wrote one that this page does not know. */
export function recipeOf(recipe: unknown): Recipe | null {
  const parsed = recipeSchema.safeParse(recipe);
  return parsed.success ? parsed.data : null;
}

/** The main settings of a recipe in words. */
export function recipeWords(recipe: Recipe): readonly (readonly [string, string])[] {
  const { backbone, head, optimizer, schedule, input } = recipe;
  const headWords = [
    `${head.pooling} pooling`,
    ...(head.standardize ? ['standardised features'] : []),
    ...head.dense.map((units) => `dense ${units}`),
    ...(head.dropout > 0 ? [`dropout ${head.dropout}`] : []),
    'softmax',
  ];
  const falling = schedule.type === 'cosine' ? `, cosine to ${learningRate(optimizer.learningRate * schedule.final)}` : '';
  return [
    ['Backbone', `${backbone.architecture}, ${backbone.weights ?? 'seeded weights'}`],
    ['Trained layers', backbone.trainable === 'all' ? 'all' : 'head alone'],
    ['Head', headWords.join(', ')],
    ['Optimizer', `${optimizer.type === 'adam' ? 'Adam' : 'SGD'}, ${learningRate(optimizer.learningRate)}${falling}`],
    ['Epochs', String(recipe.epochs)],
    ['Batch', String(recipe.batch)],
    ['Input', `${input.height} × ${input.width} × 3`],
    ['Seed', String(recipe.seed)],
  ];
}

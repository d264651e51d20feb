import { type Recipe, recipeSchema } from '@sagittal/contracts';
import { learningRate } from '../../../lib/format/number.ts';

/** The recipe that a run carries; null where a newer server wrote one that this page does not know. */
export function recipeOf(recipe: unknown): Recipe | null {
  const parsed = recipeSchema.safeParse(recipe);
  return parsed.success ? parsed.data : null;
}

const OPTIMIZERS: Readonly<Record<Recipe['optimizer']['type'], string>> = {
  adam: 'Adam',
  adamw: 'AdamW',
  rmsprop: 'RMSprop',
  sgd: 'SGD',
};

function poolingWords({ pooling, window }: Recipe['head']): readonly string[] {
  if (pooling !== 'flatten') return [`${pooling} pooling`];
  return window === null ? ['flattened'] : [`max pool ${window} × ${window}`, 'flattened'];
}

/** The main settings of a recipe in words. */
export function recipeWords(recipe: Recipe): readonly (readonly [string, string])[] {
  const { backbone, head, optimizer, schedule, input } = recipe;
  const headWords = [
    ...poolingWords(head),
    ...(head.standardize ? ['standardised features'] : []),
    ...head.dense.map((units) => `dense ${units}${head.batchNorm ? ' with batch norm' : ''}`),
    ...(head.dropout > 0 ? [`dropout ${head.dropout}`] : []),
    'softmax',
  ];
  const falling = schedule.type === 'cosine' ? `, cosine to ${learningRate(optimizer.learningRate * schedule.final)}` : '';
  return [
    ['Backbone', `${backbone.architecture}, ${backbone.weights ?? 'seeded weights'}`],
    ['Trained layers', backbone.trainable === 'all' ? 'all' : 'head alone'],
    ['Head', headWords.join(', ')],
    ['Optimizer', `${OPTIMIZERS[optimizer.type]}, ${learningRate(optimizer.learningRate)}${falling}`],
    ['Epochs', String(recipe.epochs)],
    ['Batch', String(recipe.batch)],
    ['Input', `${input.height} × ${input.width} × 3`],
    ['Seed', String(recipe.seed)],
  ];
}

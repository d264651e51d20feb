import { learningRate as rateWords } from '../../../lib/format/number.ts';

/** The fields of the form as they are typed, so that what is no number yet stays as it is. */
export interface LaunchFields {
  readonly name: string;
  readonly experiment: string;
  readonly epochs: string;
  readonly batch: string;
  readonly learningRate: string;
  readonly seed: string;
}

/** Where in the recipe each field stands: problems of checkRecipe are told by this path. */
export const RECIPE_PATHS = {
  epochs: 'epochs',
  batch: 'batch',
  learningRate: 'optimizer.learningRate',
  seed: 'seed',
} as const;

export type RecipeField = keyof typeof RECIPE_PATHS;

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

function at(recipe: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined), recipe);
}

/** What a recipe says, as text for the fields; what it leaves open is filled in by the checked recipe, where there is one. */
export function fieldsOf(recipe: unknown, whole: unknown = null): Pick<LaunchFields, RecipeField> {
  const text = (path: string): string => {
    const value = at(recipe, path) ?? at(whole, path);
    if (typeof value !== 'number') return '';
    return path === RECIPE_PATHS.learningRate ? rateWords(value) : String(value);
  };
  return {
    epochs: text(RECIPE_PATHS.epochs),
    batch: text(RECIPE_PATHS.batch),
    learningRate: text(RECIPE_PATHS.learningRate),
    seed: text(RECIPE_PATHS.seed),
  };
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** `1e-4`, `0.001`, `−1` (also with a true minus sign); null where the text is no number. */
export function parseNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace('−', '-')
    .replace(/,(?=\d{3}\b)/g, '');
  return NUMBER.test(plain) ? Number(plain) : null;
}

/** Fields that hold no number: what the API cannot be asked about. */
export function unreadableFields(fields: Pick<LaunchFields, RecipeField>): FieldProblem[] {
  return (Object.keys(RECIPE_PATHS) as RecipeField[])
    .filter((field) => fields[field].trim() !== '' && parseNumber(fields[field]) === null)
    .map((field) => ({
      path: RECIPE_PATHS[field],
      message: field === 'learningRate' ? 'Write a number, such as 1e-4 or 0.001.' : 'Write a whole number.',
    }));
}

/** The fields laid over the preset's recipe. An empty field leaves the preset's value. */
export function partialRecipe(base: unknown, fields: Pick<LaunchFields, RecipeField>): Record<string, unknown> {
  const value = (field: RecipeField): number | undefined => parseNumber(fields[field]) ?? undefined;
  const rate = value('learningRate');
  const type = at(base, 'optimizer.type');
  return Object.fromEntries(
    Object.entries({
      epochs: value('epochs'),
      batch: value('batch'),
      seed: value('seed'),
      optimizer: rate === undefined ? undefined : { ...(typeof type === 'string' ? { type } : {}), learningRate: rate },
    }).filter(([, own]) => own !== undefined),
  );
}

/** A run's whole recipe with the fields laid over it, for a variant. */
export function variantRecipe(recipe: unknown, fields: Pick<LaunchFields, RecipeField>): unknown {
  if (typeof recipe !== 'object' || recipe === null) return recipe;
  const over = partialRecipe(recipe, fields);
  const optimizer = over['optimizer'];
  const ownOptimizer = at(recipe, 'optimizer');
  return {
    ...recipe,
    ...over,
    ...(typeof optimizer === 'object' && typeof ownOptimizer === 'object'
      ? { optimizer: { ...ownOptimizer, ...optimizer } }
      : {}),
  };
}

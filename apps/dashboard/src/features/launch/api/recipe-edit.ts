import { recipeSchema } from '@sagittal/contracts';
import { learningRate } from '../../../lib/format/number.ts';
import { type RecipeField, recipeSections } from './recipe-fields.ts';
import { valueAt, withValue } from './recipe-value.ts';

/** What was typed, by the path of its field; as it was typed, so that what cannot be read yet stays as it is. */
export type Typed = Readonly<Record<string, string | boolean>>;

export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

/** The recipe with all defaults filled in; as it is where the schema refuses it, which checkRecipe will tell. */
export function wholeRecipe(recipe: unknown): unknown {
  const parsed = recipeSchema.safeParse(recipe);
  return parsed.success ? parsed.data : recipe;
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

/** A value of the recipe as its field shows it. */
export function shown(field: RecipeField, recipe: unknown): string | boolean {
  const value = valueAt(recipe, field.path);
  if (field.type.kind === 'switch') return value === true;
  if (field.type.kind === 'json') return JSON.stringify(value ?? []);
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'number') return value !== 0 && Math.abs(value) < 0.01 ? learningRate(value) : String(value);
  return typeof value === 'string' ? value : '';
}

/** What a field's text means: a value, `keep` for an empty one that leaves the value as it is, or what is wrong. */
function read(
  { type }: RecipeField,
  typed: string | boolean,
): { readonly value: unknown } | { readonly problem: string } | 'keep' {
  if (typeof typed === 'boolean' || type.kind === 'switch') return { value: typed === true };
  const text = typed.trim();
  switch (type.kind) {
    case 'choice':
      return { value: text };
    case 'text':
      return text === '' && type.nullable ? { value: null } : { value: text };
    case 'json':
      try {
        return text === '' ? { value: [] } : { value: JSON.parse(text) as unknown };
      } catch {
        return { problem: 'Write a list as JSON, such as [{"type": "flip"}].' };
      }
    case 'number': {
      if (text === '') return type.nullable ? { value: null } : 'keep';
      const number = parseNumber(text);
      if (number === null) return { problem: type.whole ? 'Write a whole number.' : 'Write a number, such as 1e-4 or 0.001.' };
      return { value: number };
    }
    case 'list': {
      const numbers = text === '' ? [] : text.split(/[\s,]+/).map(parseNumber);
      return numbers.includes(null) ? { problem: 'Write whole numbers with commas between them.' } : { value: numbers };
    }
  }
}

/**
 * A recipe with what was typed laid over it, and what of that could not be read. Choosing another kind (`optimizer.type`)
 * brings that kind's defaults; what was typed for the former one counts no more.
 */
export function edited(base: unknown, typed: Typed): { readonly recipe: unknown; readonly problems: readonly FieldProblem[] } {
  let recipe = base;
  for (const [path, value] of Object.entries(typed)) {
    const part = path.split('.')[0] ?? '';
    if (path !== `${part}.type` || value === valueAt(recipe, path)) continue;
    recipe = wholeRecipe(withValue(recipe, part, { type: value }));
  }
  const problems: FieldProblem[] = [];
  for (const field of recipeSections(recipe).flatMap(({ fields }) => fields)) {
    const own = typed[field.path];
    if (own === undefined) continue;
    const meant = read(field, own);
    if (meant === 'keep') continue;
    if ('problem' in meant) problems.push({ path: field.path, message: meant.problem });
    else recipe = withValue(recipe, field.path, meant.value);
  }
  return { recipe, problems };
}

import { MISSING } from '../../../lib/format/missing.ts';
import { learningRate } from '../../../lib/format/number.ts';

/** A value of a recipe as text for a cell: small numbers as people write learning rates, lists with commas. */
export function recipeValue(recipe: unknown, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((part, key) => (typeof part === 'object' && part !== null ? Reflect.get(part, key) : undefined), recipe);
  return textOf(value);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return MISSING;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return value > 0 && value < 0.01 ? learningRate(value) : String(value);
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(textOf).join(', ');
  return JSON.stringify(value);
}

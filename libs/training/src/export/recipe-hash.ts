import { createHash } from 'node:crypto';
import type { Recipe } from '@sagittal/contracts';

/** JSON in which the order of keys does not matter. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

/** SHA-256 of a recipe as JSON with sorted keys: two runs of one recipe have the same, whatever wrote it. */
export function recipeHash(recipe: Recipe): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(recipe)))
    .digest('hex');
}

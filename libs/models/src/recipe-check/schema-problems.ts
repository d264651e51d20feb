import type { z } from 'zod';
import { closest } from './closest.ts';
import { error, listed, type RecipeProblem } from './problem.ts';
import { keysAt, pathsOf, valueAt } from './schema-keys.ts';

type Issue = z.core.$ZodIssue;

/** What the schema refused, as problems with the place, what is allowed there, and what was probably meant. */
export function schemaProblems(issues: readonly Issue[], recipe: unknown): RecipeProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], recipe));
}

function problemsOf(issue: Issue, prefix: readonly PropertyKey[], recipe: unknown): RecipeProblem[] {
  const place = [...prefix, ...issue.path];
  const path = place.map(String).join('.');
  const got = place.reduce(valueAt, recipe);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...place, key].map(String).join('.'), key, keysAt(place, recipe)));
    case 'invalid_union':
      return unionProblems(issue, place, path, got, recipe);
    case 'invalid_type':
      return [
        error(
          path,
          'RECIPE_INVALID',
          got === undefined
            ? `${name(path)} is missing.`
            : `${name(path)} must be ${article(issue.expected)}, not ${shown(got)}.`,
        ),
      ];
    case 'invalid_value':
      return [
        error(path, 'RECIPE_INVALID', `${name(path)} is ${shown(got)}.`, `Allowed: ${issue.values.map(shown).join(', ')}.`),
      ];
    case 'too_small':
      return [
        error(
          path,
          'RECIPE_INVALID',
          bound(
            path,
            got,
            `at least ${String(issue.minimum)}`,
            `more than ${String(issue.minimum)}`,
            issue.inclusive !== false,
            issue.origin,
          ),
        ),
      ];
    case 'too_big':
      return [
        error(
          path,
          'RECIPE_INVALID',
          bound(
            path,
            got,
            `at most ${String(issue.maximum)}`,
            `less than ${String(issue.maximum)}`,
            issue.inclusive !== false,
            issue.origin,
          ),
        ),
      ];
    default:
      return [error(path, 'RECIPE_INVALID', `${name(path)}: ${issue.message}.`)];
  }
}

/** Of several alternatives, the complaints of the one that the value came nearest to; where none, what would be allowed. */
function unionProblems(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  place: readonly PropertyKey[],
  path: string,
  got: unknown,
  recipe: unknown,
): RecipeProblem[] {
  if (issue.errors.length === 0) {
    const allowed =
      'options' in issue && Array.isArray(issue.options) ? `Allowed: ${issue.options.map(shown).join(', ')}.` : undefined;
    return [
      error(path, 'RECIPE_INVALID', got === undefined ? `${name(path)} is missing.` : `${name(path)} is ${shown(got)}.`, allowed),
    ];
  }
  const nearest = issue.errors.find((branch) => branch.every((inner) => inner.path.length > 0));
  if (nearest) return nearest.flatMap((inner) => problemsOf(inner, place, recipe));
  const allowed = issue.errors
    .flat()
    .map((inner) =>
      inner.code === 'invalid_value'
        ? inner.values.map(shown).join(', ')
        : inner.code === 'invalid_type'
          ? article(inner.expected)
          : inner.message,
    );
  return [error(path, 'RECIPE_INVALID', `${name(path)} is ${shown(got)}.`, `Allowed: ${[...new Set(allowed)].join(' or ')}.`)];
}

function unknownKey(path: string, key: string, known: readonly string[]): RecipeProblem {
  const near = closest(key, known);
  const everywhere = pathsOf(key);
  const here = known.length > 0 ? `Known here: ${known.join(', ')}.` : undefined;
  const hint = everywhere.includes(path)
    ? here
    : near !== undefined
      ? `Did you mean "${near}"?`
      : everywhere.length > 0
        ? `Did you mean ${listed(everywhere)}?`
        : here;
  return error(path, 'RECIPE_UNKNOWN_KEY', `A recipe has no "${path}".`, hint);
}

function bound(path: string, got: unknown, inclusive: string, exclusive: string, isInclusive: boolean, origin: string): string {
  const limit = isInclusive ? inclusive : exclusive;
  if (origin === 'array') return `${name(path)} must have ${limit} entries.`;
  if (origin === 'string') return `${name(path)} must have ${limit} characters.`;
  return `${name(path)} is ${shown(got)}; it must be ${limit}.`;
}

function name(path: string): string {
  return path === '' ? 'The recipe' : `"${path}"`;
}

const ARTICLES: Record<string, string> = {
  int: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'an object',
  string: 'a text',
  boolean: 'true or false',
};

function article(expected: string): string {
  return ARTICLES[expected] ?? `a ${expected}`;
}

function shown(value: unknown): string {
  const text = typeof value === 'bigint' || typeof value === 'symbol' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

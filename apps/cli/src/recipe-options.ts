import { usageFailure } from './failure.ts';

/** A part of a recipe: plain JSON. */
export type RecipePart = { [key: string]: unknown };

const isPart = (value: unknown): value is RecipePart => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * One `--set a.b=c` as path and value. The value is JSON where it reads as JSON (`0.001`, `true`, `null`, `[128, 64]`), else
 * the text itself (`adam`).
 *
 * @throws Failure `usage` where there is no `=` or no proper path before it.
 */
export function parseSetting(text: string): { readonly path: readonly string[]; readonly value: unknown } {
  const at = text.indexOf('=');
  const path = at < 0 ? [] : text.slice(0, at).trim().split('.');
  if (path.length === 0 || path.some((key) => !/^[A-Za-z][A-Za-z0-9]*$/.test(key))) {
    throw usageFailure(`--set cannot be read: ${text}`, 'Give it as in --set optimizer.learningRate=0.001');
  }
  const raw = text.slice(at + 1);
  try {
    return { path, value: JSON.parse(raw) as unknown };
  } catch {
    return { path, value: raw };
  }
}

/** The settings laid over the part, later ones over earlier ones; the part itself is left as it is. */
export function applySettings(part: RecipePart, settings: readonly string[]): RecipePart {
  return settings.map(parseSetting).reduce((recipe, { path, value }) => setAt(recipe, path, value), part);
}

function setAt(part: RecipePart, path: readonly string[], value: unknown): RecipePart {
  const [key, ...rest] = path;
  if (key === undefined) return part;
  if (rest.length === 0) return { ...part, [key]: value };
  const inner = Object.hasOwn(part, key) ? part[key] : {};
  if (!isPart(inner)) throw usageFailure(`--set ${path.join('.')}: ${key} was set to a value before, which has no parts.`);
  return { ...part, [key]: setAt(inner, rest, value) };
}

/** A recipe file's text. @throws Failure `usage` where it is no JSON object. */
export function parseRecipe(text: string, file: string): RecipePart {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw usageFailure(`The recipe is no JSON: ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isPart(parsed)) throw usageFailure(`The recipe is no JSON object: ${file}`);
  return parsed;
}

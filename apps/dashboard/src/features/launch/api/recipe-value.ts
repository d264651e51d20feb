/** The value at a path, as in `optimizer.learningRate`; undefined where there is none. */
export function valueAt(recipe: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), recipe);
}

/** The recipe with another value at a path; what lies beside it stays. */
export function withValue(recipe: unknown, path: string, value: unknown): Record<string, unknown> {
  const [key = '', ...rest] = path.split('.');
  const own = isRecord(recipe) ? recipe : {};
  return { ...own, [key]: rest.length === 0 ? value : withValue(own[key], rest.join('.'), value) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

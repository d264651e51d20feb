import util from 'node:util';

/** What Node 23 took out of `node:util` and the bindings of TensorFlow.js 4.22 still call. */
const REMOVED: Readonly<Record<string, (value: unknown) => boolean>> = {
  isNullOrUndefined: (value) => value === null || value === undefined,
  isArray: (value) => Array.isArray(value),
};

/** Puts them back where they are missing; to be called before the bindings are loaded. */
export function restoreNodeFunctions(): void {
  const functions = util as unknown as Record<string, unknown>;
  for (const [name, replacement] of Object.entries(REMOVED)) functions[name] ??= replacement;
}

import type { Preset } from './preset.ts';

/** Keys that say which kind of thing an object is: another kind brings its own settings, the preset's are not for it. */
const KINDS = ['type', 'architecture', 'kind'] as const;

/**
 * A preset with a partial recipe laid over it. Objects are merged key by key, lists and values replace. An object that
 * names another kind (`optimizer.type`, `backbone.architecture`) replaces the preset's whole object, so that Adam's
 * `beta1` is not left behind in an SGD. Nothing is checked here: the result goes to checkRecipe.
 *
 * @param partial null or undefined: the preset as it is
 */
export function mergeRecipe(preset: Preset, partial: unknown, options: { readonly smoke?: boolean } = {}): unknown {
  const base = options.smoke ? preset.smoke : preset.recipe;
  return partial === null || partial === undefined ? base : merge(base, partial);
}

function merge(base: unknown, over: unknown): unknown {
  if (!isRecord(base) || !isRecord(over)) return over;
  if (KINDS.some((key) => over[key] !== undefined && base[key] !== undefined && over[key] !== base[key])) return over;
  const keys = new Set([...Object.keys(base), ...Object.keys(over)]);
  // fromEntries defines own properties, so a key such as __proto__ stays data
  return Object.fromEntries(
    [...keys].map((key) => [key, Object.hasOwn(over, key) ? merge(own(base, key), over[key]) : base[key]]),
  );
}

function own(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

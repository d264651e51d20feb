/** Against the largest number of their list: what another processor's double precision may do. */
const TOLERANCE = 1e-7;
/** Smaller differences are never told: what should be 0 is but rounding. */
const NOTHING = 1e-12;

function near(value: number, other: number | undefined, largest: number): boolean {
  return other !== undefined && Math.abs(value - other) <= TOLERANCE * largest + NOTHING;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNumbers = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'number');

/**
 * Where golden values made anew differ from those that are checked in. Numbers are measured by the largest of their list.
 * @param rounding keys that are not compared
 * @returns at most a few places, in words; none: they are the same
 */
export function differences(kept: unknown, made: unknown, rounding: readonly string[] = [], place = ''): string[] {
  const here = place === '' ? 'the file' : place;
  if (isNumbers(kept) && isNumbers(made)) {
    if (kept.length !== made.length) return [`${here} has ${made.length} numbers, not ${kept.length}`];
    const largest = kept.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
    const index = kept.findIndex((value, at) => !near(value, made[at], largest));
    return index < 0 ? [] : [`${here}.${index} is ${String(made[index])}, not ${String(kept[index])}`];
  }
  if (typeof kept === 'number' && typeof made === 'number' && near(kept, made, Math.abs(kept))) return [];
  if ((Array.isArray(kept) && Array.isArray(made)) || (isRecord(kept) && isRecord(made))) {
    const [before, after] = [Object.entries(kept), new Map(Object.entries(made))];
    const added = [...after.keys()].filter((key) => !Object.hasOwn(kept, key)).map((key) => `${here} has a new ${key}`);
    return [
      ...added,
      ...before
        .filter(([key]) => !rounding.includes(key))
        .flatMap(([key, value]) => differences(value, after.get(key), rounding, place === '' ? key : `${place}.${key}`)),
    ].slice(0, 5);
  }
  return kept === made ? [] : [`${here} is ${JSON.stringify(made)?.slice(0, 60)}, not ${JSON.stringify(kept)?.slice(0, 60)}`];
}

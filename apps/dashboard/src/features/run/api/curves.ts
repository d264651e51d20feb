import type { StepUnit } from '../../../gql/graphql.ts';

/** Values of one metric by step. */
export interface SeriesValues {
  readonly key: string;
  readonly unit: StepUnit;
  readonly steps: readonly number[];
  readonly values: readonly (number | null)[];
  /** When each was logged. */
  readonly times: readonly string[];
}

/** The curves a page holds, and the sequence number up to which it holds them. */
export interface Curves {
  readonly lastSeq: number;
  readonly series: readonly SeriesValues[];
}

export interface NewPoint {
  readonly key: string;
  readonly unit: StepUnit;
  readonly step: number;
  readonly value: number | null;
  readonly time: string;
}

/**
 * Curves with the points of an event behind them. Null where the points do not follow on what is held (the run was taken
 * up again from an earlier step): then the curves must be asked again.
 */
export function appendPoints(curves: Curves, seq: number, points: readonly NewPoint[]): Curves | null {
  const series = new Map(
    curves.series.map((one) => [one.key, { ...one, steps: [...one.steps], values: [...one.values], times: [...one.times] }]),
  );
  for (const { key, unit, step, value, time } of points) {
    const own = series.get(key) ?? { key, unit, steps: [], values: [], times: [] };
    const last = own.steps.at(-1);
    if (last !== undefined && step < last) return null;
    if (step === last) {
      own.values[own.values.length - 1] = value;
      own.times[own.times.length - 1] = time;
    } else {
      own.steps.push(step);
      own.values.push(value);
      own.times.push(time);
    }
    series.set(key, own);
  }
  return { lastSeq: Math.max(curves.lastSeq, seq), series: [...series.values()] };
}

/** The given metrics on common steps, null where one has no value at a step. */
export function alignSeries(
  curves: Curves,
  keys: readonly string[],
): { readonly steps: readonly number[]; readonly values: ReadonlyMap<string, readonly (number | null)[]> } {
  const own = keys.flatMap((key) => curves.series.find((series) => series.key === key) ?? []);
  const steps = [...new Set(own.flatMap((series) => series.steps))].toSorted((a, b) => a - b);
  const place = new Map(steps.map((step, index) => [step, index]));
  const values = own.map(({ key, steps: ownSteps, values: ownValues }) => {
    const row = Array.from<number | null>({ length: steps.length }).fill(null);
    ownSteps.forEach((step, index) => {
      const at = place.get(step);
      if (at !== undefined) row[at] = ownValues[index] ?? null;
    });
    return [key, row] as const;
  });
  return { steps, values: new Map(values) };
}

/** When each step was logged: by the first of the curves that has it. */
export function timesOf(curves: Curves): ReadonlyMap<number, string> {
  const times = new Map<number, string>();
  for (const { steps, times: own } of curves.series)
    steps.forEach((step, index) => {
      const time = own[index];
      if (time !== undefined && !times.has(step)) times.set(step, time);
    });
  return times;
}

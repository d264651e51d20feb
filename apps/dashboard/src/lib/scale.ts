/** A scale for rates in [0, 1]: its ends and where its ticks stand. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.25];

/**
 * One scale on which all the given rates and their intervals can be told apart: from a round number below the lowest up to 1
 * at most, with 4 to 6 ticks.
 */
export function rateScale(values: readonly (number | null | undefined)[]): Scale {
  const finite = values.filter((value): value is number => value !== null && value !== undefined && Number.isFinite(value));
  if (finite.length === 0) return { min: 0, max: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
  const low = Math.max(0, Math.min(1, ...finite));
  const high = Math.min(1, Math.max(0, ...finite));
  for (const step of STEPS) {
    const min = Math.floor(low / step + 1e-9) * step;
    const max = Math.min(1, Math.ceil(high / step - 1e-9) * step);
    const parts = Math.round((max - min) / step);
    if (parts <= 5) {
      const from = parts === 0 ? Math.max(0, min - step) : min;
      const to = parts === 0 ? Math.min(1, from + step) : max;
      const ticks = Array.from({ length: Math.round((to - from) / step) + 1 }, (_, index) => round(from + index * step));
      return { min: round(from), max: round(to), ticks };
    }
  }
  return { min: 0, max: 1, ticks: [0, 0.25, 0.5, 0.75, 1] };
}

/** Where a value stands on a scale, 0 at its left end and 1 at its right; what is beyond stands at the end. */
export function placeOn({ min, max }: Scale, value: number): number {
  return max === min ? 0.5 : Math.min(1, Math.max(0, (value - min) / (max - min)));
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

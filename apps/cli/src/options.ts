import { usageFailure } from './failure.ts';

/** A parser for an option that takes a whole number of at least `least`. */
export function parseInteger(option: string, least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw usageFailure(`${option} takes a whole number of at least ${String(least)}, not ${text}.`);
    }
    return value;
  };
}

/** A parser for an option that takes a share between 0 and 1, both excluded. */
export function parseShare(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !(value > 0 && value < 1))
      throw usageFailure(`${option} takes a number between 0 and 1, as 0.2, not ${text}.`);
    return value;
  };
}

import { MISSING } from './missing.ts';

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** A hyphen in front of a number becomes a true minus sign. */
function trueMinus(text: string): string {
  return text.replace(/^-/, '−');
}

/** `7,019`. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? MISSING : trueMinus(grouped.format(value));
}

/** `1 image`, `7,019 images`. */
export function countOf(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Fixed decimals with a true minus sign: losses have 3, scores in bars 3, on tiles 2. */
export function decimal(value: number | null | undefined, digits = 3): string {
  return value === null || value === undefined ? MISSING : trueMinus(value.toFixed(digits));
}

/** A rate in [0, 1] as `97.71`, without its sign: for columns whose head says %. */
export function percentNumber(value: number | null | undefined, digits = 2): string {
  return decimal(value === null || value === undefined ? value : value * 100, digits);
}

/** A rate in [0, 1] as `97.71 %`. */
export function percent(value: number | null | undefined, digits = 2): string {
  return value === null || value === undefined ? MISSING : `${percentNumber(value, digits)} %`;
}

/** An interval of rates in [0, 1] as `96.75–98.39`, in percent. */
export function percentInterval(low: number | null | undefined, high: number | null | undefined, digits = 2): string {
  if (low === null || low === undefined || high === null || high === undefined) return MISSING;
  return `${percentNumber(low, digits)}–${percentNumber(high, digits)}`;
}

/** A score of a tile: `.97`, and `1.0` where it rounds to one. */
export function shortScore(score: number): string {
  const text = score.toFixed(2);
  return text.startsWith('0') ? text.slice(1) : '1.0';
}

/** `1e-4`, `3.5e-5`, and plain from 0.01 on: how people write learning rates. */
export function learningRate(value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  if (value === 0) return '0';
  if (value >= 0.01) return String(Number(value.toPrecision(3)));
  return Number(value.toPrecision(3)).toExponential();
}

/** `23.6 M`, `5,124`. */
export function parameters(value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  return value < 1_000_000 ? count(value) : `${(value / 1e6).toFixed(1)} M`;
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `90 MiB`, `2.4 GiB`. */
export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  let rest = value;
  let unit = 0;
  while (rest >= 1024 && unit < BYTE_UNITS.length - 1) {
    rest /= 1024;
    unit += 1;
  }
  return `${unit > 0 && rest < 10 ? rest.toFixed(1) : Math.round(rest)} ${BYTE_UNITS[unit] ?? ''}`;
}

/** A speed with 3 significant digits: `6.6`, `412`. */
export function speed(value: number | null | undefined): string {
  if (value === null || value === undefined) return MISSING;
  return value >= 100 ? count(value) : String(Number(value.toPrecision(2)));
}

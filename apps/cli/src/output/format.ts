import { printable } from '../failure.ts';

/** A whole number with thousands commas. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** A share as `97.71 %`; missing is –. */
export function percent(value: number | null | undefined): string {
  return value == null ? '–' : `${(value * 100).toFixed(2)} %`;
}

/** A share with its 95 % interval: `97.71 % (96.75–98.39)`. */
export function estimate(value: { value?: number | null; low?: number | null; high?: number | null } | undefined): string {
  if (value?.value == null) return '–';
  if (value.low == null || value.high == null) return percent(value.value);
  return `${percent(value.value)} (${(value.low * 100).toFixed(2)}–${(value.high * 100).toFixed(2)})`;
}

/** `98.0 MB`, in millions of bytes. */
export function megabytes(bytes: number | null | undefined): string {
  return bytes == null ? 'of unknown size' : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Seconds as `48 s`, `31 min 5 s`, `4 h 26 min`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${String(whole)} s`;
  if (whole < 3600) return `${String(Math.floor(whole / 60))} min ${String(whole % 60)} s`;
  return `${String(Math.floor(whole / 3600))} h ${String(Math.floor((whole % 3600) / 60))} min`;
}

export interface Column {
  readonly title: string;
  readonly right?: boolean;
}

/** A table for a terminal: columns padded to their widest cell, two spaces apart. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = [columns.map((column) => column.title), ...rows.map((row) => row.map(printable))];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => [...(row[index] ?? '')].length)));
  return cells
    .map((row) =>
      columns
        .map((column, index) => {
          const cell = row[index] ?? '';
          const gap = ' '.repeat((widths[index] ?? 0) - [...cell].length);
          return column.right === true ? gap + cell : cell + gap;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

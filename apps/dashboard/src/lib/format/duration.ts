import { MISSING } from './missing.ts';

/** `48 s`, `3 min 06 s`, `31 min`, `4 h 26 min`. Seconds are told under ten minutes. */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return MISSING;
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 1 && seconds > 0) return '< 1 s';
  if (whole < 60) return `${whole} s`;
  if (whole < 600) {
    const rest = whole % 60;
    return rest === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${String(rest).padStart(2, '0')} s`;
  }
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** An estimate, so told roughly: `about 48 s`. */
export function aboutDuration(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? MISSING : `about ${duration(seconds)}`;
}

/** Seconds between two times of the API; to now where the second is missing. */
export function secondsBetween(start: string, end: string | null, now: number): number {
  return ((end === null ? now : Date.parse(end)) - Date.parse(start)) / 1000;
}

function parts(at: Date, timeZone: string): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** Today `09:14`, yesterday `yesterday 09:14`, this year `23 Nov`, else `17 Nov 2025`. */
export function shortTime(iso: string, timeZone: string, now: number): string {
  const at = parts(new Date(iso), timeZone);
  const today = parts(new Date(now), timeZone);
  const yesterday = parts(new Date(now - 86_400_000), timeZone);
  const sameDay = (other: Record<string, string>): boolean =>
    at['year'] === other['year'] && at['month'] === other['month'] && at['day'] === other['day'];
  const clock = `${at['hour'] ?? ''}:${at['minute'] ?? ''}`;
  if (sameDay(today)) return clock;
  if (sameDay(yesterday)) return `yesterday ${clock}`;
  const date = `${at['day'] ?? ''} ${(at['month'] ?? '').slice(0, 3)}`;
  return at['year'] === today['year'] ? date : `${date} ${at['year'] ?? ''}`;
}

/** `09:14:03`, for logs. */
export function clockTime(iso: string, timeZone: string): string {
  const at = parts(new Date(iso), timeZone);
  return `${at['hour'] ?? ''}:${at['minute'] ?? ''}:${at['second'] ?? ''}`;
}

/** The whole time with its zone, for hovering. */
export function fullTime(iso: string, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full', timeStyle: 'long' }).format(new Date(iso));
}

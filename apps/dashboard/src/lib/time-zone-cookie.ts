/** The cookie by which the server learns the reader's time zone, so that server and browser render the same times. */
export const TIME_ZONE_COOKIE = 'time-zone';

/** The zone a cookie names, or UTC where it names none that exists. */
export function timeZoneOf(cookie: string | undefined): string {
  if (cookie === undefined) return 'UTC';
  try {
    const zone = decodeURIComponent(cookie);
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}

'use client';
import { fullTime, shortTime } from '../../lib/format/time.ts';
import { useNow, useTimeZone } from '../../lib/clock.tsx';

/** A time as people say it, the whole of it on hover. */
export function Time({ iso }: { readonly iso: string }) {
  const timeZone = useTimeZone();
  const now = useNow();
  return (
    <time dateTime={iso} title={fullTime(iso, timeZone)} suppressHydrationWarning>
      {shortTime(iso, timeZone, now)}
    </time>
  );
}

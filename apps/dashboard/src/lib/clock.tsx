'use client';
import { type ReactNode, createContext, use, useEffect, useState } from 'react';
import { TIME_ZONE_COOKIE } from './time-zone-cookie.ts';

const Zone = createContext('UTC');

/** Gives all pages the reader's time zone: the server's guess first, the browser's from then on. */
export function ClockProvider({ timeZone, children }: { readonly timeZone: string; readonly children: ReactNode }) {
  const [zone, setZone] = useState(timeZone);
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    setZone(own);
    document.cookie = `${TIME_ZONE_COOKIE}=${encodeURIComponent(own)}; path=/; max-age=31536000; samesite=lax`;
  }, []);
  return <Zone value={zone}>{children}</Zone>;
}

export function useTimeZone(): string {
  return use(Zone);
}

/** The time now in milliseconds, renewed every `everyMs`: for what passes while the page is open. */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

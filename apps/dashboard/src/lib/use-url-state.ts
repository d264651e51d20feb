'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { type SearchPatch, patchedSearch } from './url.ts';

/** A change, or one that is made of what stands in the URL at that moment. */
type UrlChange = SearchPatch | ((now: URLSearchParams) => SearchPatch);

/**
 * The last search that was written. Next writes the address again as it renders, for a moment with an older search; a change
 * that was made of that one would take back the change before it.
 */
let written: { readonly pathname: string; readonly search: string; readonly at: number } | null = null;
/** By then Next has rendered, and the address is right again. */
const SETTLED_MS = 1_500;

function searchNow(): string {
  const fresh = written !== null && written.pathname === window.location.pathname && Date.now() - written.at < SETTLED_MS;
  return fresh && written !== null ? written.search : window.location.search;
}

/**
 * The page's search parameters and a way to change some of them without asking the server for the page again: what they
 * filter is fetched by its own query. `push`: a step that Back should undo.
 */
export function useUrlState(): readonly [URLSearchParams, (change: UrlChange, how?: 'replace' | 'push') => void] {
  const params = useSearchParams();
  const patch = useCallback((change: UrlChange, how: 'replace' | 'push' = 'replace') => {
    const now = new URLSearchParams(searchNow());
    const search = patchedSearch(now, typeof change === 'function' ? change(now) : change);
    const { pathname } = window.location;
    written = { pathname, search, at: Date.now() };
    if (how === 'push') window.history.pushState(null, '', `${pathname}${search}`);
    else window.history.replaceState(null, '', `${pathname}${search}`);
  }, []);
  return [params, patch];
}

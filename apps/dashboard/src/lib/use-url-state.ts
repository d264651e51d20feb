'use client';
import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';
import { type SearchPatch, patchedSearch } from './url.ts';

/**
 * The page's search parameters and a way to change some of them without asking the server for the page again: what they
 * filter is fetched by its own query. `push`: a step that Back should undo.
 */
export function useUrlState(): readonly [URLSearchParams, (patch: SearchPatch, how?: 'replace' | 'push') => void] {
  const params = useSearchParams();
  const patch = useCallback((change: SearchPatch, how: 'replace' | 'push' = 'replace') => {
    const url = `${window.location.pathname}${patchedSearch(new URLSearchParams(window.location.search), change)}`;
    if (how === 'push') window.history.pushState(null, '', url);
    else window.history.replaceState(null, '', url);
  }, []);
  return [params, patch];
}

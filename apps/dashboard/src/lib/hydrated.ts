import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False while rendering on the server and at hydration, true from then on: for what only the browser knows. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

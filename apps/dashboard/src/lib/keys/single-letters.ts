import { useSyncExternalStore } from 'react';

const KEY = 'single-letter-keys';
const listeners = new Set<() => void>();

function read(): boolean {
  try {
    return window.localStorage.getItem(KEY) !== 'off';
  } catch {
    // a browser that keeps nothing: they work
    return true;
  }
}

/** Whether single letters do something; kept in this browser. People who dictate or whose hands shake switch them off (WCAG 2.1.4). */
export const singleLetters = {
  get: read,
  set(on: boolean): void {
    try {
      window.localStorage.setItem(KEY, on ? 'on' : 'off');
    } catch {
      // then it holds for nothing, which the switch shows
    }
    for (const listener of listeners) listener();
  },
};

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useSingleLetters(): boolean {
  return useSyncExternalStore(subscribe, read, () => true);
}

/** Waits; at an abort it is over at once, without an error. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener('abort', done);
  });
}

/** Milliseconds before try number `attempt` (from 1): 100, 200, … up to 2,000. Short, for a server restarts in seconds. */
export function backOff(attempt: number): number {
  return Math.min(2_000, 100 * 2 ** (attempt - 1));
}

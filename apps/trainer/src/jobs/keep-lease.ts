import { LEASE_RENEW_MS } from '@sagittal/contracts';
import { LeaseLost } from '../lease/lease-lost.ts';
import { pause } from '../postgres/pause.ts';

/** How soon a renewal is tried again while the database is away. */
const RETRY_MS = 1_000;

/**
 * Renews a lease every 5 s until the signal aborts. While the database is away it is tried each second: the work goes on, for
 * the lease is still ours if nobody took it.
 */
export async function keepLease(
  renew: () => Promise<{ readonly cancelRequested: boolean }>,
  { signal, onCancel, onLost }: { signal: AbortSignal; onCancel: () => void; onLost: (error: LeaseLost) => void },
): Promise<void> {
  // at once the first time: a cancel may have been asked for while the work was being taken, when nobody heard it
  let wait = 0;
  for (;;) {
    await pause(wait, signal);
    if (signal.aborted) return;
    try {
      const { cancelRequested } = await renew();
      if (cancelRequested) onCancel();
      wait = LEASE_RENEW_MS;
    } catch (error) {
      if (error instanceof LeaseLost) {
        onLost(error);
        return;
      }
      wait = RETRY_MS;
    }
  }
}

import { AppError } from '@sagittal/contracts';

/** How often progress is told. */
const TELL_MS = 500;
/** How long the event loop may be held before timers and messages get a turn. */
const HOLD_MS = 40;

/**
 * Keeps a busy loop answerable: lets the event loop turn now and then (a cancel comes in as a message), stops at an abort,
 * and says when it is time to tell something.
 */
export class Pace {
  readonly #signal: AbortSignal;
  #told = -Infinity;
  #turned = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** @throws AppError CANCELLED after an abort */
  async breathe(): Promise<void> {
    if (performance.now() - this.#turned >= HOLD_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      this.#turned = performance.now();
    }
    stopIfAborted(this.#signal);
  }

  /** True at most twice a second. */
  dueToTell(): boolean {
    const now = performance.now();
    if (now - this.#told < TELL_MS) return false;
    this.#told = now;
    return true;
  }
}

/** @throws AppError CANCELLED */
function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('CANCELLED', { message: 'The training was cancelled.' });
}

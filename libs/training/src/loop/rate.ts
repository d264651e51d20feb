/** Half of the estimate is made of the last seconds. */
const MEMORY_MS = 4_000;

/** Images a second, smoothed, and what that means for the rest. Time is given, so that it can be tested. */
export class Rate {
  #perMs: number | null = null;
  #at: number;
  #done = 0;

  constructor(now: number) {
    this.#at = now;
  }

  /** `done`: images since the start. */
  update(done: number, now: number): void {
    const elapsed = now - this.#at;
    if (elapsed <= 0 || done < this.#done) return;
    const current = (done - this.#done) / elapsed;
    const keep = this.#perMs === null ? 0 : 0.5 ** (elapsed / MEMORY_MS);
    this.#perMs = keep * (this.#perMs ?? 0) + (1 - keep) * current;
    this.#at = now;
    this.#done = done;
  }

  /** Empty until something was done. */
  figures(remaining: number): { imagesPerSecond?: number; etaSeconds?: number } {
    if (this.#perMs === null || this.#perMs <= 0) return {};
    return { imagesPerSecond: this.#perMs * 1000, etaSeconds: remaining / this.#perMs / 1000 };
  }
}

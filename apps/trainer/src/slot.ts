import type { Work } from './jobs/work.ts';

export interface SlotOptions {
  /** Takes the next piece of work and begins it; null where there is none. */
  readonly begin: () => Promise<Work | null>;
  readonly say: (message: string) => void;
}

/** Does one piece of work after the other, as long as there is any. A poke wakes it; pokes while it works are not lost. */
export class Slot {
  readonly #options: SlotOptions;
  #loop: Promise<void> | null = null;
  #poked = false;
  #stopped = false;
  #current: Work | null = null;

  constructor(options: SlotOptions) {
    this.#options = options;
  }

  poke(): void {
    this.#poked = true;
    if (this.#stopped) return;
    this.#loop ??= this.#work().finally(() => {
      this.#loop = null;
      // a poke that came after the last look and before this
      if (this.#poked) this.poke();
    });
  }

  /** Cancels the work under way if it is this. */
  cancel(id: string): void {
    if (this.#current?.id === id) this.#current.cancel();
  }

  /** Takes nothing new, gives back what is under way, and waits until that is written. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#current?.stop();
    await this.#loop;
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      this.#poked = false;
      try {
        this.#current = await this.#options.begin();
      } catch (error) {
        this.#options.say(`No work could be taken: ${error instanceof Error ? error.message : String(error)}`);
        return;
      }
      if (this.#current === null) return;
      // the stop may have come while the work was being taken
      if (this.#stopped) this.#current.stop();
      await this.#current.done;
      this.#current = null;
    }
  }
}

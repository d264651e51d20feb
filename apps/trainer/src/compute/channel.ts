import type { FromChild, ToChild } from './messages.ts';

/** Messages that may be on their way; then the child waits until the parent has dealt with some. */
const WINDOW = 16;

/**
 * The child's side of the channel to its parent. Sending waits while the parent is behind, so that a fast training cannot
 * flood it. When the parent is gone, so is the child.
 */
export class Channel {
  readonly #cancelled = new AbortController();
  #sent = 0;
  #taken = 0;
  #room: (() => void) | null = null;

  /** Aborts when the parent asks for the end of the work. */
  get signal(): AbortSignal {
    return this.#cancelled.signal;
  }

  /** @returns the work that the parent asks for */
  receiveWork(): Promise<Exclude<ToChild, { type: 'cancel' | 'taken' }>> {
    return new Promise((resolve) => {
      process.on('message', (message: ToChild) => {
        if (message.type === 'cancel') this.#cancelled.abort();
        else if (message.type === 'taken') {
          this.#taken = message.count;
          this.#room?.();
        } else resolve(message);
      });
      process.on('disconnect', () => process.exit(1));
    });
  }

  async send(message: FromChild): Promise<void> {
    while (this.#sent - this.#taken >= WINDOW) {
      await new Promise<void>((resolve) => {
        this.#room = resolve;
      });
    }
    this.#sent += 1;
    await new Promise<void>((resolve, reject) => {
      if (process.send === undefined) reject(new Error('A compute process is started by a trainer, not by hand.'));
      else process.send(message, undefined, {}, (error) => (error ? reject(error) : resolve()));
    });
  }
}

/** A piece of work under way in a slot. */
export interface Work {
  /** Of the run or job. */
  readonly id: string;
  /** Settles when it has ended and all was written; never rejects. */
  readonly done: Promise<void>;
  /** Its user wants it to end. */
  cancel(): void;
  /** The trainer goes down: end, and give it back. */
  stop(): void;
}

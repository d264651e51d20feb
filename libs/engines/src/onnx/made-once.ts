/** Things made at first use and kept, as sessions by batch size: making one is asked for once, also when asked twice at a time. */
export class MadeOnce<T> {
  readonly #made = new Map<string, Promise<T>>();
  readonly #make: (key: string) => Promise<T>;

  constructor(make: (key: string) => Promise<T>) {
    this.#make = make;
  }

  get(key: string): Promise<T> {
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const made = this.#make(key);
    this.#made.set(key, made);
    // what failed may be asked for again, and is nothing to drain
    made.catch(() => this.#made.delete(key));
    return made;
  }

  /** Empties the store and returns what was in it. */
  async drain(): Promise<readonly T[]> {
    const all = [...this.#made.values()];
    this.#made.clear();
    return Promise.all(all);
  }
}

/** One line of `npm run doctor`. */
export interface Finding {
  readonly name: string;
  readonly found: string;
  /** What to do; null where nothing is missing. */
  readonly mend: string | null;
  /** It can be done without. */
  readonly optional?: boolean;
}

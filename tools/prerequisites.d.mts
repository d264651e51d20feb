export interface Prerequisite {
  readonly name: string;
  readonly found: string;
  /** What to do; null where nothing is missing. */
  readonly mend: string | null;
}

export function prerequisites(root: string): Prerequisite[];

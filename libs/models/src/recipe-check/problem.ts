import type { ErrorCode } from '@sagittal/contracts';

/** One thing that is wrong or doubtful in a recipe. Only an error makes it invalid. */
export interface RecipeProblem {
  /** Where in the recipe, as in `optimizer.learningRate` or `task.classes.0.from`; empty: the recipe as a whole. */
  readonly path: string;
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
}

export function error(path: string, code: ErrorCode, message: string, hint?: string): RecipeProblem {
  return { path, severity: 'ERROR', code, message, ...(hint === undefined ? {} : { hint }) };
}

export function warning(path: string, code: ErrorCode, message: string, hint?: string): RecipeProblem {
  return { path, severity: 'WARNING', code, message, ...(hint === undefined ? {} : { hint }) };
}

/** Names in a sentence: `"a", "b" and "c"`; more than six are cut with their count. */
export function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  if (quoted.length > 6) return `${quoted.slice(0, 6).join(', ')} and ${String(quoted.length - 6)} more`;
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1) ?? ''}`;
}

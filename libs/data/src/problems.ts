import type { ErrorCode } from '@sagittal/contracts';

/** Why one file of a folder was left out. The rest is imported all the same. */
export interface ItemProblem {
  /** Path relative to the imported folder; control characters are written as escapes. */
  readonly item: string;
  readonly code: ErrorCode;
  /** One sentence: what is wrong with it. */
  readonly message: string;
  /** What to do. */
  readonly hint?: string;
}

/** A path as it may be shown on one line: control characters and what is no valid UTF-8 become escapes. */
export function printablePath(path: string): string {
  return path.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufffd]/g, (character) => {
    if (character === '\n') return '\\n';
    if (character === '\r') return '\\r';
    if (character === '\t') return '\\t';
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

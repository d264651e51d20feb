import type { ExitCode } from './exit-codes.ts';
import { EXIT } from './exit-codes.ts';
import { ERROR_CODES } from '@sagittal/contracts';

/** What a failure tells, as the server's errors do; `code` is null for what only the command line knows. */
export interface FailureDetails {
  readonly code?: string | null;
  readonly message: string;
  readonly field?: string | null;
  readonly item?: string | null;
  readonly hint?: string | null;
}

/** Ends a command: what to print, and the exit code. */
export class Failure extends Error {
  readonly exitCode: ExitCode;
  readonly details: FailureDetails;

  constructor(exitCode: ExitCode, details: FailureDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.name = 'Failure';
    this.exitCode = exitCode;
    this.details = details;
  }
}

export function usageFailure(message: string, hint?: string): Failure {
  return new Failure(EXIT.usage, { message, hint: hint ?? null });
}

/** Control characters written out, so that a name with a line break or an escape sequence cannot disturb the terminal. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]/g, (character) =>
    JSON.stringify(character)
      .slice(1, -1)
      .replace(/[\u007f-\u009f]/, '?'),
  );
}

/** A failure in lines: code and sentence, then where, then what to do, then the page that says more. */
export function formatFailure(details: FailureDetails): string {
  const code = details.code ?? null;
  const lines = [printable(code === null ? `error: ${details.message}` : `${code}: ${details.message}`)];
  if (details.field) lines.push(`  where:       ${printable(details.field)}`);
  if (details.item) lines.push(`  which:       ${printable(details.item)}`);
  if (details.hint) lines.push(`  what to do:  ${printable(details.hint)}`);
  if (code !== null && ERROR_CODES.some((known) => known === code)) lines.push(`  more:        docs/errors/${code}.md`);
  return lines.join('\n');
}

/** What the API says of a failed operation: a code of docs/errors, a sentence, where it is and what to do. */
export class ApiError extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly item: string | undefined;
  readonly hint: string | undefined;

  constructor(message: string, extensions: { code?: string; field?: string; item?: string; hint?: string } = {}) {
    super(message);
    this.name = 'ApiError';
    this.code = extensions.code ?? 'INTERNAL';
    this.field = extensions.field;
    this.item = extensions.item;
    this.hint = extensions.hint;
  }
}

/** What to tell of anything thrown while asking the API. */
export function problemOf(error: unknown): {
  code: string;
  message: string;
  hint?: string | undefined;
  item?: string | undefined;
} {
  if (error instanceof ApiError) return error;
  return {
    code: 'UNREACHABLE',
    message: 'The server does not answer.',
    hint: 'Look at the terminal in which Sagittal runs, then try again.',
  };
}

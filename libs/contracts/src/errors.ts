/**
 * The closed list of error codes. Each has a page `docs/errors/<CODE>.md` that says what happened and what to do.
 * Every failure that a person or a program can meet carries one of them: GraphQL errors, problems of a job, a failed run.
 */
export const ERROR_CODES = [
  // names and values
  'INVALID_INPUT',
  'INVALID_NAME',
  'NAME_TAKEN',
  'NOT_FOUND',
  'NOT_ALLOWED',
  'CONFLICT',
  'QUERY_TOO_COMPLEX',
  // files, folders, images
  'FOLDER_NOT_FOUND',
  'FOLDER_NOT_ALLOWED',
  'FOLDER_NOT_READABLE',
  'FOLDER_EMPTY',
  'NO_CLASSES',
  'FILE_NOT_READABLE',
  'NOT_AN_IMAGE',
  'IMAGE_TRUNCATED',
  'IMAGE_TOO_LARGE',
  'PATH_NOT_ALLOWED',
  'DISK_FULL',
  // datasets and splits
  'DATASET_ARCHIVED',
  'NO_OFFICIAL_SUBSETS',
  'SPLIT_TOO_SMALL',
  // recipes
  'RECIPE_INVALID',
  'RECIPE_UNKNOWN_KEY',
  'PRESET_UNKNOWN',
  'ARCHITECTURE_UNKNOWN',
  'CLASS_UNKNOWN',
  'WEIGHTS_MISSING',
  'WEIGHTS_MISMATCH',
  'WEIGHTS_CORRUPT',
  'INPUT_TOO_SMALL',
  // runs and jobs
  'RUN_NOT_CANCELLABLE',
  'JOB_NOT_CANCELLABLE',
  'LOSS_NOT_FINITE',
  'OUT_OF_MEMORY',
  'TRAINER_LOST',
  'CANCELLED',
  'ENGINE_FAILED',
  'NOT_SUPPORTED_YET',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What an error says beside its code: a sentence, where it is, and what to do about it. */
export interface ErrorDetails {
  /** One sentence: what happened. */
  readonly message: string;
  /** The field of the input that is at fault, as in `optimizer.learningRate`. */
  readonly field?: string;
  /** The file, folder or item that is at fault. */
  readonly item?: string;
  /** What to do. */
  readonly hint?: string;
}

/** The one error class for everything that a user can mend or must know. Anything else is a bug and becomes INTERNAL. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly item: string | undefined;
  readonly hint: string | undefined;

  constructor(code: ErrorCode, details: ErrorDetails, options?: ErrorOptions) {
    super(details.message, options);
    this.name = 'AppError';
    this.code = code;
    this.field = details.field;
    this.item = details.item;
    this.hint = details.hint;
  }
}

/** An error as plain data, to cross processes and to be stored. */
export interface ErrorRecord extends ErrorDetails {
  readonly code: ErrorCode;
}

/** Turns anything thrown into a record: AppErrors keep their code, a full disk is DISK_FULL, the rest is INTERNAL. */
export function toErrorRecord(thrown: unknown): ErrorRecord {
  if (thrown instanceof AppError) {
    return {
      code: thrown.code,
      message: thrown.message,
      ...(thrown.field === undefined ? {} : { field: thrown.field }),
      ...(thrown.item === undefined ? {} : { item: thrown.item }),
      ...(thrown.hint === undefined ? {} : { hint: thrown.hint }),
    };
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT')) {
    return {
      code: 'DISK_FULL',
      message: 'The disk is full.',
      hint: 'Free some space, or set SAGITTAL_HOME to a larger disk, and try again.',
    };
  }
  return { code: 'INTERNAL', message };
}

/** The reverse of toErrorRecord, where a record comes back from another process. */
export function fromErrorRecord(record: ErrorRecord): AppError {
  return new AppError(record.code, record);
}

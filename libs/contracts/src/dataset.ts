import { z } from 'zod';

export const SUBSETS = ['TRAIN', 'VALIDATION', 'TEST'] as const;
export type Subset = (typeof SUBSETS)[number];

export const SPLIT_STRATEGIES = ['OFFICIAL', 'OFFICIAL_CLEANED', 'STRATIFIED', 'GROUPED'] as const;
export type SplitStrategy = (typeof SPLIT_STRATEGIES)[number];

export const CHECK_KINDS = ['EXACT_BYTES', 'EXACT_PIXELS', 'NEAR', 'GROUP'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

export const CHECK_STATUSES = ['PASSED', 'FAILED', 'NOT_CHECKED', 'UNKNOWABLE'] as const;
export type CheckStatus = (typeof CHECK_STATUSES)[number];

export const CERTIFICATE_LEVELS = ['NONE', 'COPIES', 'COPIES_AND_GROUPS'] as const;
export type CertificateLevel = (typeof CERTIFICATE_LEVELS)[number];

/** One check of a certificate over one pair of subsets. `crossing` is null where it was not counted, never 0 for that. */
export const certificateCheckSchema = z.strictObject({
  kind: z.enum(CHECK_KINDS),
  between: z.tuple([z.enum(SUBSETS), z.enum(SUBSETS)]),
  status: z.enum(CHECK_STATUSES),
  crossing: z.int().min(0).nullable(),
  threshold: z.int().min(0).nullable(),
  algorithmVersion: z.string(),
});
export type CertificateCheck = z.output<typeof certificateCheckSchema>;

export interface CertificateDraft {
  readonly level: CertificateLevel;
  readonly checks: readonly CertificateCheck[];
  /** Plain words: what was checked, what was found, what was not checked. */
  readonly statement: string;
}

/**
 * A name of a dataset, split, experiment or run: 1 to 100 characters, no control character, no `/` or `\`, not `.` or `..`,
 * no space at either end.
 */
export const nameSchema = z
  .string()
  .min(1, 'A name must not be empty.')
  .max(100, 'A name has at most 100 characters.')
  .refine((name) => !/[\u0000-\u001f\u007f/\\]/.test(name), 'A name has no line break, control character, / or \\.')
  .refine((name) => name !== '.' && name !== '..' && !name.includes('..'), 'A name must not contain "..".')
  .refine((name) => name.trim() === name, 'A name must not begin or end with a space.');

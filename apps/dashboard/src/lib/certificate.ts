import type { CertificateLevel, CheckKind, CheckStatus, Subset } from '../gql/graphql.ts';
import { count, countOf } from './format/number.ts';

export interface Check {
  readonly kind: CheckKind;
  readonly between: readonly Subset[];
  readonly status: CheckStatus;
  readonly crossing: number | null;
}

export interface Certificate {
  readonly level: CertificateLevel;
  readonly checks: readonly Check[];
}

/** How a certificate looks: solid green, dashed green, red, dashed grey. */
export type CertificateLook = 'certified' | 'partly' | 'failed' | 'unchecked';

export const CHECK_WORDS: Record<CheckKind, string> = {
  EXACT_BYTES: 'Exact copies',
  EXACT_PIXELS: 'Same pixels in another file',
  NEAR: 'Near copies',
  GROUP: 'Patients',
};

export const SUBSET_WORDS: Record<Subset, string> = { TRAIN: 'training', VALIDATION: 'validation', TEST: 'test' };

const COPIES: Partial<Record<CheckKind, string>> = { EXACT_BYTES: 'exact copy', EXACT_PIXELS: 'copy', NEAR: 'near copy' };

/** What stands on the badge of a split or of a result on it; `short` where the split's name stands before it. */
export function certificateBadge({ level, checks }: Certificate): { look: CertificateLook; text: string; short: string } {
  if (level === 'COPIES_AND_GROUPS') return { look: 'certified', text: 'Certified', short: 'certified' };
  if (level === 'COPIES') return { look: 'partly', text: 'Certified, patients unknown', short: 'patients unknown' };
  const failed = checks.filter(({ status }) => status === 'FAILED');
  const worst = failed.toSorted((a, b) => (b.crossing ?? 0) - (a.crossing ?? 0))[0];
  if (worst) {
    const crossing = worst.crossing ?? 0;
    const found = worst.kind === 'GROUP' ? countOf(crossing, 'patient image') : countOf(crossing, 'copy', 'copies');
    return { look: 'failed', text: `Not certified: ${found}`, short: found };
  }
  const open = [...new Set(checks.filter(({ status }) => status === 'NOT_CHECKED').map(({ kind }) => kind))];
  const named = open.includes('NEAR') ? 'Near copies' : open[0] === undefined ? 'Copies' : CHECK_WORDS[open[0]];
  return { look: 'unchecked', text: `${named} not checked`, short: `${named.toLowerCase()} not checked` };
}

/** One sentence a check over one pair: what was found, or that it was not looked for. */
export function checkSentence({ kind, between, status, crossing }: Check): string {
  const [earlier = 'TRAIN', later = 'TEST'] = between;
  const pair = `between ${SUBSET_WORDS[earlier]} and ${SUBSET_WORDS[later]}`;
  switch (status) {
    case 'PASSED':
      return kind === 'GROUP'
        ? `No patient is in both ${SUBSET_WORDS[earlier]} and ${SUBSET_WORDS[later]}.`
        : `No ${COPIES[kind] ?? 'copy'} ${pair}.`;
    case 'FAILED':
      return kind === 'GROUP'
        ? `${countOf(crossing ?? 0, 'image')} of ${SUBSET_WORDS[later]} ${crossing === 1 ? 'is' : 'are'} of a patient who is in ${SUBSET_WORDS[earlier]} too.`
        : `${countOf(crossing ?? 0, 'image')} of ${SUBSET_WORDS[later]} ${crossing === 1 ? 'has' : 'have'} a ${COPIES[kind] ?? 'copy'} in ${SUBSET_WORDS[earlier]}.`.replace(
            'a exact',
            'an exact',
          );
    case 'NOT_CHECKED':
      return `Not looked for ${pair}.`;
    case 'UNKNOWABLE':
      return 'Cannot be known: these files name no patients.';
  }
}

/** A kind of check with what its pairs of subsets say, the worst status first. */
export function checksByKind(
  checks: readonly Check[],
): { kind: CheckKind; status: CheckStatus; sentences: string[]; crossing: number | null }[] {
  const order: readonly CheckStatus[] = ['FAILED', 'NOT_CHECKED', 'UNKNOWABLE', 'PASSED'];
  return [...new Set(checks.map(({ kind }) => kind))].map((kind) => {
    const own = checks.filter((check) => check.kind === kind);
    const status = order.find((candidate) => own.some((check) => check.status === candidate)) ?? 'NOT_CHECKED';
    const counted = own.filter(({ crossing }) => crossing !== null);
    return {
      kind,
      status,
      // the worst pair: an image with copies in two subsets must not count twice
      crossing: counted.length === 0 ? null : Math.max(...counted.map(({ crossing }) => crossing ?? 0)),
      sentences:
        status === 'NOT_CHECKED' && own.every((check) => check.status === status)
          ? ['Not looked for.']
          : [...new Set(own.filter((check) => check.status === status).map(checkSentence))],
    };
  });
}

/** What stands in for a count: `4`, or why there is none. */
export function checkFigure(status: CheckStatus, crossing: number | null): string {
  switch (status) {
    case 'PASSED':
      return 'none';
    case 'FAILED':
      return count(crossing);
    case 'NOT_CHECKED':
      return 'not checked';
    case 'UNKNOWABLE':
      return 'unknown';
  }
}

import type { CertificateCheck, CertificateDraft, CheckKind, CheckStatus, Subset } from '@sagittal/contracts';
import type { SplitAssignment, SplitItem } from './split-item.ts';

/** The pairs of subsets, the earlier one first. */
const PAIRS = [
  ['TRAIN', 'VALIDATION'],
  ['TRAIN', 'TEST'],
  ['VALIDATION', 'TEST'],
] as const satisfies readonly (readonly [Subset, Subset])[];

const EXACT_BYTES_VERSION = 'sha256/1';
/** Stands where no program looked. */
const NO_ALGORITHM = 'none';

type Pair = (typeof PAIRS)[number];
type CertifiedItem = Pick<SplitItem, 'id' | 'sha256' | 'group'>;

/**
 * Checks a split for byte-equal copies between each two subsets. `crossing` counts the images of the later subset (in the order
 * TRAIN, VALIDATION, TEST) that have a copy in the earlier. Equal pixels, near copies and groups are told as not checked, and
 * groups as unknowable where no image has one: so the level is NONE until all of these are checked.
 */
export function certifySplit(items: readonly CertifiedItem[], assignment: SplitAssignment): CertificateDraft {
  const contents: Record<Subset, Set<string>> = { TRAIN: new Set(), VALIDATION: new Set(), TEST: new Set() };
  const members: Record<Subset, CertifiedItem[]> = { TRAIN: [], VALIDATION: [], TEST: [] };
  for (const item of items) {
    const subset = assignment.get(item.id);
    if (subset === undefined) continue;
    contents[subset].add(item.sha256);
    members[subset].push(item);
  }
  const exact = PAIRS.map((between): CertificateCheck => {
    const [earlier, later] = between;
    const crossing = members[later].filter((item) => contents[earlier].has(item.sha256)).length;
    return {
      kind: 'EXACT_BYTES',
      between: [...between],
      status: crossing === 0 ? 'PASSED' : 'FAILED',
      crossing,
      threshold: null,
      algorithmVersion: EXACT_BYTES_VERSION,
    };
  });
  const groupsKnown = items.some((item) => item.group !== null);
  const checks = [
    ...exact,
    ...notLookedAt('EXACT_PIXELS', 'NOT_CHECKED'),
    ...notLookedAt('NEAR', 'NOT_CHECKED'),
    ...notLookedAt('GROUP', groupsKnown ? 'NOT_CHECKED' : 'UNKNOWABLE'),
  ];
  const sizes: Record<Subset, number> = {
    TRAIN: members.TRAIN.length,
    VALIDATION: members.VALIDATION.length,
    TEST: members.TEST.length,
  };
  return { level: 'NONE', checks, statement: statementOf(exact, sizes, groupsKnown) };
}

function notLookedAt(kind: CheckKind, status: CheckStatus): CertificateCheck[] {
  return PAIRS.map((between: Pair) => ({
    kind,
    between: [...between],
    status,
    crossing: null,
    threshold: null,
    algorithmVersion: NO_ALGORITHM,
  }));
}

function statementOf(exact: readonly CertificateCheck[], sizes: Record<Subset, number>, groupsKnown: boolean): string {
  const failed = exact.filter((check) => check.status === 'FAILED');
  const count = (value: number): string => value.toLocaleString('en-US');
  const found =
    failed.length === 0
      ? 'No image is byte for byte the same as one in another subset.'
      : failed
          .map(({ between: [earlier, later], crossing }) => {
            const verb = crossing === 1 ? 'has' : 'have';
            return `${count(crossing ?? 0)} of the ${count(sizes[later])} ${later.toLowerCase()} images ${verb} a byte-equal copy in ${earlier.toLowerCase()}.`;
          })
          .join(' ');
  const groups = groupsKnown
    ? 'Not checked: copies with equal pixels, near copies, patients.'
    : 'Not checked: copies with equal pixels, near copies. Patients are not known, so whether one is in two subsets cannot be told.';
  return `${found} ${groups}`;
}

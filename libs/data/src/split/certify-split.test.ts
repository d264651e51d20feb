import { SUBSETS, type Subset, certificateCheckSchema } from '@sagittal/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { certifySplit } from './certify-split.ts';

type Row = readonly [content: string, subset: Subset | null];

function certify(rows: readonly Row[], group: string | null = null) {
  const items = rows.map(([sha256], index) => ({ id: `i${index}`, sha256, group }));
  const assignment = new Map(rows.flatMap(([, subset], index) => (subset === null ? [] : [[`i${index}`, subset] as const])));
  return certifySplit(items, assignment);
}

const exact = (rows: readonly Row[]) =>
  certify(rows).checks.flatMap((check) =>
    check.kind === 'EXACT_BYTES' ? [`${check.between.join('-')} ${check.status} ${check.crossing}`] : [],
  );

test('crossing counts the images of the later subset', () => {
  const rows: Row[] = [
    ['x', 'TRAIN'],
    ['x', 'TRAIN'],
    ['x', 'TEST'],
    ['y', 'VALIDATION'],
    ['y', 'TEST'],
    ['y', 'TEST'],
    ['z', 'TRAIN'],
  ];
  expect(exact(rows)).toEqual(['TRAIN-VALIDATION PASSED 0', 'TRAIN-TEST FAILED 1', 'VALIDATION-TEST FAILED 2']);
  expect(certify(rows).statement).toBe(
    '1 of the 3 test images has a byte-equal copy in train. 2 of the 3 test images have a byte-equal copy in validation. Not checked: copies with equal pixels, near copies. Patients are not known, so whether one is in two subsets cannot be told.',
  );
});

test('an image that is in no subset crosses nothing', () => {
  expect(
    exact([
      ['x', 'TRAIN'],
      ['x', null],
      ['y', 'TEST'],
    ]),
  ).toEqual(['TRAIN-VALIDATION PASSED 0', 'TRAIN-TEST PASSED 0', 'VALIDATION-TEST PASSED 0']);
});

test('what was not looked at is told, and never counted as 0', () => {
  const { level, checks, statement } = certify([
    ['x', 'TRAIN'],
    ['y', 'VALIDATION'],
    ['z', 'TEST'],
  ]);
  expect(level).toBe('NONE');
  expect(checks).toHaveLength(12);
  for (const check of checks) {
    expect(certificateCheckSchema.parse(check)).toEqual(check);
    if (check.kind !== 'EXACT_BYTES') expect(check.crossing).toBeNull();
  }
  expect(new Set(checks.map(({ kind, status }) => `${kind} ${status}`))).toEqual(
    new Set(['EXACT_BYTES PASSED', 'EXACT_PIXELS NOT_CHECKED', 'NEAR NOT_CHECKED', 'GROUP UNKNOWABLE']),
  );
  expect(statement).toContain('No image is byte for byte the same as one in another subset.');
});

test('groups that are known were not checked, rather than unknowable', () => {
  const { checks } = certify(
    [
      ['x', 'TRAIN'],
      ['y', 'TEST'],
    ],
    'P1',
  );
  expect(new Set(checks.filter(({ kind }) => kind === 'GROUP').map(({ status }) => status))).toEqual(new Set(['NOT_CHECKED']));
});

test('the count is that of comparing every two images', () => {
  const row = fc.tuple(fc.constantFrom('p', 'q', 'r', 's', 't', 'u'), fc.option(fc.constantFrom(...SUBSETS)));
  fc.assert(
    fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      for (const check of certify(rows).checks.filter(({ kind }) => kind === 'EXACT_BYTES')) {
        const [earlier, later] = check.between;
        const slow = rows.filter(
          ([content, subset]) => subset === later && rows.some(([other, place]) => place === earlier && other === content),
        ).length;
        expect(check.crossing).toBe(slow);
        expect(check.status).toBe(slow === 0 ? 'PASSED' : 'FAILED');
      }
    }),
  );
});

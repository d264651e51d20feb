import { SUBSETS, type Subset } from '@sagittal/contracts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeSplit } from './make-split.ts';
import { hasOfficialSubsets } from './official.ts';
import { splitCounts } from './split-counts.ts';
import type { SplitItem } from './split-item.ts';

function plain(label: string, count: number, officialSubset: Subset | null = null): SplitItem[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${label}-${officialSubset}-${index}`,
    label,
    sha256: `${label}-${officialSubset}-${index}`,
    group: null,
    officialSubset,
  }));
}

/** Datasets of 2 to 4 classes with byte-equal copies, some of them under two labels. */
const dataset = fc
  .array(fc.record({ label: fc.constantFrom('a', 'b', 'c', 'd'), content: fc.nat({ max: 200 }) }), {
    minLength: 40,
    maxLength: 160,
  })
  .map((rows) =>
    rows.map(({ label, content }, index): SplitItem => ({
      id: `item-${index}`,
      label,
      sha256: `content-${content}`,
      group: null,
      officialSubset: null,
    })),
  );

const stratified = (items: readonly SplitItem[], seed = 1) => makeSplit({ items, strategy: 'STRATIFIED', seed });

describe('STRATIFIED', () => {
  test('70, 10 and 20 of each hundred of each class', () => {
    const items = [...plain('a', 100), ...plain('b', 200), ...plain('c', 10)];
    expect(splitCounts(items, stratified(items))).toEqual([
      {
        subset: 'TRAIN',
        count: 217,
        classes: [
          { name: 'a', count: 70 },
          { name: 'b', count: 140 },
          { name: 'c', count: 7 },
        ],
      },
      {
        subset: 'VALIDATION',
        count: 31,
        classes: [
          { name: 'a', count: 10 },
          { name: 'b', count: 20 },
          { name: 'c', count: 1 },
        ],
      },
      {
        subset: 'TEST',
        count: 62,
        classes: [
          { name: 'a', count: 20 },
          { name: 'b', count: 40 },
          { name: 'c', count: 2 },
        ],
      },
    ]);
  });

  test('every image is in one subset, byte-equal copies in the same', () => {
    fc.assert(
      fc.property(dataset, fc.nat(), (items, seed) => {
        const assignment = stratified(items, seed);
        expect(assignment.size).toBe(items.length);
        const places = new Map<string, Subset | undefined>();
        for (const item of items) {
          const subset = assignment.get(item.id);
          expect(SUBSETS).toContain(subset);
          expect(places.get(item.sha256) ?? subset).toBe(subset);
          places.set(item.sha256, subset);
        }
      }),
    );
  });

  test('each class comes within one image, or within its largest group of copies', () => {
    const copies = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 20, maxLength: 60 });
    fc.assert(
      fc.property(copies, copies, fc.nat(), (sizesA, sizesB, seed) => {
        const make = (label: string, sizes: number[]): SplitItem[] =>
          sizes.flatMap((size, content) =>
            Array.from({ length: size }, (_, copy) => ({
              id: `${label}${content}.${copy}`,
              label,
              sha256: `${label}${content}`,
              group: null,
              officialSubset: null,
            })),
          );
        const items = [...make('a', sizesA), ...make('b', sizesB)];
        const counts = splitCounts(items, stratified(items, seed));
        for (const [index, sizes] of [sizesA, sizesB].entries()) {
          const total = sizes.reduce((sum, size) => sum + size, 0);
          const largest = Math.max(...sizes);
          for (const [subset, share] of [
            ['VALIDATION', 0.1],
            ['TEST', 0.2],
          ] as const) {
            const got = counts.find((count) => count.subset === subset)?.classes[index]?.count ?? 0;
            expect(Math.abs(got - Math.round(share * total))).toBeLessThan(Math.max(1.001, largest));
          }
        }
      }),
    );
  });

  test('neither the order nor the ids of the items matter, the seed does', () => {
    fc.assert(
      fc.property(dataset, fc.nat(), (items, seed) => {
        const first = stratified(items, seed);
        const renamed = items.map((item) => ({ ...item, id: `other-${item.id}` })).reverse();
        const second = stratified(renamed, seed);
        for (const item of items) expect(second.get(`other-${item.id}`)).toBe(first.get(item.id));
      }),
    );
    const items = plain('a', 100);
    const [one, other] = [stratified(items, 1), stratified(items, 2)];
    expect(items.some((item) => one.get(item.id) !== other.get(item.id))).toBe(true);
  });

  test('the split of a seed is fixed for ever', () => {
    const assignment = stratified(plain('a', 12), 1);
    expect(
      [...assignment]
        .filter(([, subset]) => subset !== 'TRAIN')
        .map(([id, subset]) => `${id} ${subset}`)
        .sort(),
    ).toEqual(['a-null-10 VALIDATION', 'a-null-11 TEST', 'a-null-3 TEST']);
  });

  test('three different images of each class are enough', () => {
    const items = [...plain('a', 3), ...plain('b', 3)];
    expect(splitCounts(items, stratified(items)).map(({ classes }) => classes.map(({ count }) => count))).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  test('a class of one or two images does not stop the rest', () => {
    const items = [...plain('a', 20), ...plain('b', 1), ...plain('c', 2)];
    const [train, validation, test_] = splitCounts(items, stratified(items));
    expect(train?.classes.map(({ count }) => count)).toEqual([14, 1, 1]);
    expect((validation?.count ?? 0) + (test_?.count ?? 0)).toBe(7);
  });

  test('one large group of copies does not swallow a subset', () => {
    const items = [
      ...plain('a', 10).map((item) => ({ ...item, sha256: 'same' })),
      ...plain('b', 1).map((item) => ({ ...item, label: 'a' })),
      ...plain('c', 1).map((item) => ({ ...item, label: 'a' })),
    ];
    expect(splitCounts(items, stratified(items)).map(({ count }) => count)).toEqual([10, 1, 1]);
  });

  test('other fractions', () => {
    const items = plain('a', 100);
    const counts = splitCounts(items, makeSplit({ items, strategy: 'STRATIFIED', seed: 3, validation: 0.25, test: 0.5 }));
    expect(counts.map(({ count }) => count)).toEqual([25, 25, 50]);
  });

  test.each([
    [0, 0.2, 'validation'],
    [0.1, 1, 'test'],
    [0.1, Number.NaN, 'test'],
    [-0.1, 0.2, 'validation'],
    [0.5, 0.5, 'test'],
  ])('validation %d and test %d are refused', (validation, testShare, field) => {
    expect(() => makeSplit({ items: plain('a', 100), strategy: 'STRATIFIED', seed: 1, validation, test: testShare })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', field }),
    );
  });
});

describe('OFFICIAL', () => {
  test('the folders decide, and validation is drawn from train', () => {
    const items = [...plain('a', 100, 'TRAIN'), ...plain('b', 50, 'TRAIN'), ...plain('a', 30, 'TEST'), ...plain('b', 10, 'TEST')];
    const assignment = makeSplit({ items, strategy: 'OFFICIAL', seed: 1 });
    for (const item of items) if (item.officialSubset === 'TEST') expect(assignment.get(item.id)).toBe('TEST');
    expect(splitCounts(items, assignment).map(({ classes }) => classes.map(({ count }) => count))).toEqual([
      [80, 40],
      [20, 10],
      [30, 10],
    ]);
  });

  test('with a validation folder nothing is drawn', () => {
    const items = [...plain('a', 10, 'TRAIN'), ...plain('a', 5, 'VALIDATION'), ...plain('a', 5, 'TEST')];
    const assignment = makeSplit({ items, strategy: 'OFFICIAL', seed: 1, validation: 0.5 });
    for (const item of items) expect(assignment.get(item.id)).toBe(item.officialSubset);
  });

  test('copies inside of train stay together, those in test stay where the folders put them', () => {
    fc.assert(
      fc.property(dataset, fc.nat(), (items, seed) => {
        const official = items.map((item, index): SplitItem => ({ ...item, officialSubset: index % 4 === 0 ? 'TEST' : 'TRAIN' }));
        const assignment = makeSplit({ items: official, strategy: 'OFFICIAL', seed });
        const places = new Map<string, Subset | undefined>();
        for (const item of official) {
          const subset = assignment.get(item.id);
          if (item.officialSubset === 'TEST') expect(subset).toBe('TEST');
          else {
            expect(subset === 'TRAIN' || subset === 'VALIDATION').toBe(true);
            expect(places.get(item.sha256) ?? subset).toBe(subset);
            places.set(item.sha256, subset);
          }
        }
      }),
    );
  });

  test.each([
    ['no folders at all', [null]],
    ['no test folder', ['TRAIN', 'VALIDATION']],
    ['no training folder', ['TEST']],
    ['some images without a folder', ['TRAIN', 'TEST', null]],
  ] as const)('%s', (_, subsets) => {
    const items = subsets.flatMap((subset) => plain('a', 10, subset));
    expect(hasOfficialSubsets(items)).toBe(false);
    expect(() => makeSplit({ items, strategy: 'OFFICIAL', seed: 1 })).toThrow(
      expect.objectContaining({ code: 'NO_OFFICIAL_SUBSETS' }),
    );
  });
});

test.each([
  ['STRATIFIED', plain('a', 2)],
  ['STRATIFIED', plain('a', 9).map((item) => ({ ...item, sha256: 'same' }))],
  ['STRATIFIED', []],
  ['OFFICIAL', [...plain('a', 1, 'TRAIN'), ...plain('a', 5, 'TEST')]],
] as const)('%s: too few images say so', (strategy, items) => {
  expect(() => makeSplit({ items, strategy, seed: 1 })).toThrow(expect.objectContaining({ code: 'SPLIT_TOO_SMALL' }));
});

test.each(['GROUPED', 'OFFICIAL_CLEANED'] as const)('%s is not there yet', (strategy) => {
  expect(() => makeSplit({ items: plain('a', 100), strategy, seed: 1 })).toThrow(
    expect.objectContaining({ code: 'NOT_SUPPORTED_YET', field: 'strategy' }),
  );
});

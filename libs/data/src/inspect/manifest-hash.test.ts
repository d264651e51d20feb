import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupByContent } from './exact-copies.ts';
import { manifestHash } from './manifest-hash.ts';

const item = fc.record({
  path: fc.string(),
  label: fc.string(),
  group: fc.option(fc.string()),
  sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
});
const items = fc.uniqueArray(item, { selector: (one) => one.path, maxLength: 20 });

test('the value is fixed for ever', () => {
  const sha256 = '0'.repeat(64);
  expect(
    manifestHash([
      { path: 'b/2.png', label: 'b', group: null, sha256 },
      { path: 'a/1.png', label: 'a', group: 'P1', sha256 },
    ]),
  ).toBe('778116810b7b8e9025be598e2e632998a0cf8bf35f9be354aafaa8c75a9c7b03');
});

test('the order does not matter', () => {
  fc.assert(fc.property(items, (some) => manifestHash([...some].reverse()) === manifestHash(some)));
});

test('every field matters, and none runs into the next', () => {
  fc.assert(
    fc.property(items, item, fc.constantFrom('path', 'label', 'group', 'sha256'), (some, extra, field) => {
      const before = [...some.filter((one) => one.path !== extra.path), extra];
      const after = [...before.slice(0, -1), { ...extra, [field]: `${extra[field] ?? ''}x` }];
      expect(manifestHash(after)).not.toBe(manifestHash(before));
    }),
  );
  const base = { group: null, sha256: 'c' };
  expect(manifestHash([{ path: 'a', label: 'b","c', ...base }])).not.toBe(manifestHash([{ path: 'a","b', label: 'c', ...base }]));
});

test('items are grouped by their bytes', () => {
  const groups = groupByContent([
    { id: 1, sha256: 'x' },
    { id: 2, sha256: 'y' },
    { id: 3, sha256: 'x' },
  ]);
  expect([...groups.values()].map((group) => group.map((one) => one.id))).toEqual([[1, 3], [2]]);
});

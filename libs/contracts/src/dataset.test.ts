import { expect, test } from 'vitest';
import { nameSchema } from './dataset.ts';

test.each(['brain', 'Brain MRI, 2026 (v1)', 'Блад', '脳腫瘍', 'a.b', 'x'.repeat(100)])('%j is a name', (name) => {
  expect(nameSchema.parse(name)).toBe(name);
});

test.each(['', ' ', ' brain', 'brain ', 'a\nb', 'a\u0000b', '..', '.', '../etc', 'a/b', 'a\\b', 'x'.repeat(101)])(
  '%j is no name',
  (name) => {
    expect(nameSchema.safeParse(name).success).toBe(false);
  },
);

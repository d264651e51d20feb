import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csv } from './csv.ts';

/** A plain reader of RFC 4180, to read back what was written. */
function read(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',' || character === '\n') {
      row.push(cell);
      cell = '';
      if (character === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += character;
  }
  return rows;
}

test('numbers, missing values and words', () => {
  expect(
    csv(
      ['a', 'b', 'c', 'd'],
      [
        [1.5, null, true, NaN],
        ['x,y', 'say "so"', 'two\nlines', -Infinity],
      ],
    ),
  ).toBe('a,b,c,d\n1.5,,true,NaN\n"x,y","say ""so""","two\nlines",-Infinity\n');
});

test('any text comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ unit: 'binary' }), fc.string()), { maxLength: 5 }), (rows) => {
      expect(read(csv(['a', 'b'], rows))).toEqual([['a', 'b'], ...rows]);
    }),
  );
});

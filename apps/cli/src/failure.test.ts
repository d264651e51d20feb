import { ERROR_CODES } from '@sagittal/contracts';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { formatFailure, printable } from './failure.ts';

test('a failure says code, sentence, where, which, what to do and the page', () => {
  expect(
    formatFailure({ code: 'NAME_TAKEN', message: 'There is one.', field: 'input.name', item: 'brain', hint: 'Choose another.' }),
  ).toBe(
    [
      'NAME_TAKEN: There is one.',
      '  where:       input.name',
      '  which:       brain',
      '  what to do:  Choose another.',
      '  more:        docs/errors/NAME_TAKEN.md',
    ].join('\n'),
  );
});

test('what only the command line knows has no code and no page', () => {
  expect(formatFailure({ message: 'Give a name.' })).toBe('error: Give a name.');
  expect(formatFailure({ code: 'GRAPHQL_VALIDATION_FAILED', message: 'No such field.' })).toBe(
    'GRAPHQL_VALIDATION_FAILED: No such field.',
  );
});

test('control characters cannot reach the terminal', () => {
  expect(printable('a\nb\u001b[2Jc\u0000')).toBe('a\\nb\\u001b[2Jc\\u0000');
  expect(printable('\u009b31m')).toBe('?31m');
  expect(printable('脳腫瘍 é')).toBe('脳腫瘍 é');
});

test.each(ERROR_CODES)('the page of %s that the message names is there', (code) => {
  expect(existsSync(path.join(import.meta.dirname, '../../../docs/errors', `${code}.md`))).toBe(true);
});

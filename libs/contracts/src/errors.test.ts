import { expect, test } from 'vitest';
import { AppError, ERROR_CODES, fromErrorRecord, toErrorRecord } from './errors.ts';

test('codes are unique and in capitals', () => {
  expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  for (const code of ERROR_CODES) expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
});

test('an error survives the way to another process and back', () => {
  const error = new AppError('NAME_TAKEN', {
    message: 'There is a dataset of this name.',
    field: 'name',
    item: 'brain',
    hint: 'Choose another.',
  });
  const back = fromErrorRecord(toErrorRecord(error));
  expect(toErrorRecord(back)).toEqual(toErrorRecord(error));
});

test('a full disk is told as such, whatever threw it', () => {
  for (const code of ['ENOSPC', 'EDQUOT'])
    expect(toErrorRecord(Object.assign(new Error('write'), { code })).code).toBe('DISK_FULL');
});

test('anything else is INTERNAL and keeps its message', () => {
  expect(toErrorRecord(new TypeError('x is undefined'))).toEqual({ code: 'INTERNAL', message: 'x is undefined' });
  expect(toErrorRecord('thrown text')).toEqual({ code: 'INTERNAL', message: 'thrown text' });
});

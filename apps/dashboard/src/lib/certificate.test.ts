import { expect, test } from 'vitest';
import { type Check, certificateBadge, checkFigure, checkSentence, checksByKind } from './certificate.ts';

const exact: Check = { kind: 'EXACT_BYTES', between: ['TRAIN', 'TEST'], status: 'PASSED', crossing: 0 };
const near: Check = { kind: 'NEAR', between: ['TRAIN', 'TEST'], status: 'NOT_CHECKED', crossing: null };
const group: Check = { kind: 'GROUP', between: ['TRAIN', 'TEST'], status: 'UNKNOWABLE', crossing: null };

test('the badge tells the level, and never more than was checked', () => {
  expect(certificateBadge({ level: 'COPIES_AND_GROUPS', checks: [] })).toEqual({
    look: 'certified',
    text: 'Certified',
    short: 'certified',
  });
  expect(certificateBadge({ level: 'COPIES', checks: [exact] }).look).toBe('partly');
  expect(certificateBadge({ level: 'NONE', checks: [exact, near, group] })).toEqual({
    look: 'unchecked',
    text: 'Near copies not checked',
    short: 'near copies not checked',
  });
  expect(certificateBadge({ level: 'NONE', checks: [{ ...exact, status: 'FAILED', crossing: 216 }, near] })).toEqual({
    look: 'failed',
    text: 'Not certified: 216 copies',
    short: '216 copies',
  });
});

test('each check is told in plain words', () => {
  expect(checkSentence(exact)).toBe('No exact copy between training and test.');
  expect(checkSentence(near)).toBe('Not looked for between training and test.');
  expect(checkSentence(group)).toBe('Cannot be known: these files name no patients.');
  expect(checkSentence({ ...exact, status: 'FAILED', crossing: 1 })).toBe('1 image of test has an exact copy in training.');
  expect(checkSentence({ ...group, status: 'FAILED', crossing: 12 })).toBe(
    '12 images of test are of a patient who is in training too.',
  );
});

test('checks of one kind are told together, the worst of them first', () => {
  const failed: Check = { ...exact, between: ['TRAIN', 'VALIDATION'], status: 'FAILED', crossing: 4 };
  expect(checksByKind([exact, failed, near])).toEqual([
    { kind: 'EXACT_BYTES', status: 'FAILED', crossing: 4, sentences: ['4 images of validation have an exact copy in training.'] },
    { kind: 'NEAR', status: 'NOT_CHECKED', crossing: null, sentences: ['Not looked for.'] },
  ]);
  expect(checkFigure('NOT_CHECKED', null)).toBe('not checked');
  expect(checkFigure('FAILED', 4)).toBe('4');
});

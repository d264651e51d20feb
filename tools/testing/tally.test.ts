import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lastLine, sum, tallyPlaywright, tallyReports, tallyVitest } from './tally.ts';

const file = (status: string, ...tests: string[]) => ({
  name: '/x/a.test.ts',
  status,
  assertionResults: tests.map((one, index) => ({ fullName: `test ${index}`, status: one })),
});

test('tests are counted; what the machine does not allow is not', () => {
  const tally = tallyVitest({ testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'failed', 'passed')] });
  expect(tally).toEqual({ passed: 3, failed: 1, failures: ['a.test.ts: test 0'] });
});

test('a file that cannot be loaded is a failure', () => {
  const tally = tallyVitest({ testResults: [{ ...file('failed'), message: 'Cannot find module\nat …' }] });
  expect(tally).toEqual({ passed: 0, failed: 1, failures: ['a.test.ts: Cannot find module'] });
});

test('a project without a report is a failure', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sagittal-tally-'));
  writeFileSync(path.join(folder, 'data.json'), JSON.stringify({ testResults: [file('passed', 'passed')] }));
  expect(lastLine(tallyReports(folder, ['data', 'models']))).toBe('1 passed, 1 failed');
  rmSync(folder, { recursive: true });
});

test('journeys are counted through their suites; a flaky one failed', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const tally = tallyPlaywright({
    suites: [
      {
        title: 'import',
        specs: [spec('a', 'expected')],
        suites: [{ title: 'deep', specs: [spec('b', 'flaky'), spec('c', 'unexpected')] }],
      },
    ],
    errors: [{ message: 'No browser' }],
  });
  expect(tally).toEqual({ passed: 1, failed: 3, failures: ['deep: b', 'deep: c', 'No browser'] });
});

test('sums', () => {
  expect(
    lastLine(
      sum([
        { passed: 1, failed: 0, failures: [] },
        { passed: 2, failed: 1, failures: ['x'] },
      ]),
    ),
  ).toBe('3 passed, 1 failed');
});

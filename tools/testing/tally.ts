import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** What failed, in words. */
  readonly failures: readonly string[];
}

export const NOTHING: Tally = { passed: 0, failed: 0, failures: [] };

export function sum(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((total, { passed }) => total + passed, 0),
    failed: tallies.reduce((total, { failed }) => total + failed, 0),
    failures: tallies.flatMap(({ failures }) => failures),
  };
}

/** One thing that either went well or did not. */
export function single(name: string, well: boolean): Tally {
  return well ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [name] };
}

/** The last line that every verb of tests ends with. */
export function lastLine({ passed, failed }: Tally): string {
  return `${passed} passed, ${failed} failed`;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

/** Of vitest's JSON report. A file that could not even be loaded counts as one failure, and so does a test left out. */
export function tallyVitest(report: VitestReport): Tally {
  const tallies = report.testResults.flatMap((file) => {
    const name = path.basename(file.name);
    const tests = file.assertionResults.map(({ fullName, status }) =>
      // 'skipped' and 'pending': a condition of the machine (test.runIf); 'todo': not written
      status === 'skipped' || status === 'pending' ? NOTHING : single(`${name}: ${fullName}`, status === 'passed'),
    );
    const broken = file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed');
    return broken ? [...tests, single(`${name}: ${file.message?.split('\n')[0] ?? 'could not be loaded'}`, false)] : tests;
  });
  return sum(tallies);
}

interface PlaywrightSuite {
  readonly title: string;
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[];
}

interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
  readonly errors?: readonly { readonly message?: string }[];
}

function tallySuite(suite: PlaywrightSuite): Tally {
  const specs = (suite.specs ?? []).flatMap(({ title, tests }) =>
    tests.map(({ status }) => (status === 'skipped' ? NOTHING : single(`${suite.title}: ${title}`, status === 'expected'))),
  );
  return sum([...specs, ...(suite.suites ?? []).map(tallySuite)]);
}

/** Of Playwright's JSON report. One that passes only when tried again counts as failed. */
export function tallyPlaywright(report: PlaywrightReport): Tally {
  const errors = (report.errors ?? []).map(({ message }) => single(message?.split('\n')[0] ?? 'journeys', false));
  return sum([...report.suites.map(tallySuite), ...errors]);
}

/**
 * Reads what each project's tests left in the folder.
 *
 * @param expected names of the projects' reports; one that is missing counts as a failure
 */
export function tallyReports(folder: string, expected: readonly string[]): Tally {
  const names = new Set([
    ...expected,
    ...(existsSync(folder) ? readdirSync(folder).map((file) => path.basename(file, '.json')) : []),
  ]);
  return sum(
    [...names].sort().map((name) => {
      const file = path.join(folder, `${name}.json`);
      if (!existsSync(file)) return single(`${name}: its tests did not end`, false);
      return tallyVitest(JSON.parse(readFileSync(file, 'utf8')) as VitestReport);
    }),
  );
}

import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { prepareTemplate } from '@sagittal/prisma/testing';
import { buildAll } from '../build/build.ts';
import { tryProgram } from '../console/program.ts';
import { createSteps } from '../console/steps.ts';
import { root } from '../root.ts';
import { findBrowser } from './browser.ts';
import { startTestPostgres } from './postgres-setup.ts';
import type { FreshStack } from './fresh-stack.ts';
import { lastLine, NOTHING, single, sum, type Tally, tallyPlaywright, tallyReports } from './tally.ts';

// `npm test`: unit tests and API flows of every project, then the browser journeys against the real thing.

const steps = createSteps();
const reports = path.join(root, 'test-output/unit');

/** Folders of the workspace with a vitest configuration, by the names of their reports. */
function projects(): string[] {
  const folders = ['apps', 'libs'].flatMap((group) => readdirSync(path.join(root, group)).map((name) => path.join(group, name)));
  return [...folders, 'prisma', 'tools', 'bench']
    .filter((folder) => readdirSync(path.join(root, folder)).includes('vitest.config.ts'))
    .map((folder) => path.basename(folder));
}

async function unitTests(): Promise<Tally> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const postgres = await startTestPostgres();
  try {
    await prepareTemplate(postgres.url);
    return await steps.step('Unit tests and API flows', async (tell) => {
      let ended = 0;
      const { output } = await tryProgram(
        'nx',
        // a result from a cache is no test
        ['run-many', '-t', 'test', '--skip-nx-cache', '--nx-bail=false', '--output-style=static'],
        {
          environment: { TEST_DATABASE_URL: postgres.url, SAGITTAL_TEST_REPORT: reports },
          onLine: (line) => {
            if (!/nx run @sagittal\/[\w-]+:test/.test(line)) return;
            ended += 1;
            tell(`${ended} of ${projects().length} projects`);
          },
        },
      );
      const tally = tallyReports(reports, projects());
      if (tally.failed > 0) process.stdout.write(output);
      return tally;
    });
  } finally {
    await postgres.stop();
  }
}

/** What the browser journeys and the faults run against, as after a first `npm start`. */
async function againstTheRealThing(): Promise<Tally> {
  // loaded only now: they need the database client, which the build makes
  const { startFreshStack } = await import('./fresh-stack.ts');
  // durable: faults ask what was acknowledged before the database was killed
  const stack = await startFreshStack(steps, { demo: true, durable: true });
  try {
    return sum([await tried('browser journeys', () => journeys(stack)), await tried('faults', () => faults(stack))]);
  } finally {
    await stack.stop();
  }
}

/** A short variant of `npm run verify`: one run, in whose middle everything but its trainer is killed. Linux tells which process computes. */
async function faults(stack: FreshStack): Promise<Tally> {
  if (process.platform !== 'linux') return NOTHING;
  const { killDuringRun } = await import('../verify/faults.ts');
  const { demoDataset } = await import('../seed/demo.ts');
  await killDuringRun(['compute child', 'server', 'PostgreSQL'], stack, await demoDataset(stack), steps);
  return single('faults', true);
}

async function journeys(stack: FreshStack): Promise<Tally> {
  const report = path.join(root, 'test-output/journeys.json');
  rmSync(report, { force: true });
  const browser = await findBrowser();
  return steps.step('Browser journeys', async (tell) => {
    if (browser !== null) tell(`browser of ${browser.source}`);
    const { code, output } = await tryProgram('playwright', ['test', '-c', 'tools/journeys', '--reporter=list,json'], {
      environment: {
        BASE_URL: stack.url,
        SAGITTAL_HOME: stack.home,
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        ...(browser === null ? {} : { SAGITTAL_BROWSER: browser.executable, ...browser.environment }),
      },
    });
    if (code !== 0) process.stdout.write(output);
    return tallyPlaywright(JSON.parse(readFileSync(report, 'utf8')) as Parameters<typeof tallyPlaywright>[0]);
  });
}

/** What could not even be tried is a failure of its own, and the rest goes on. */
async function tried(name: string, work: () => Promise<Tally>): Promise<Tally> {
  try {
    return await work();
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return single(name, false);
  }
}

const tallies: Tally[] = [];
tallies.push(
  await tried('build', async () => {
    await steps.step('Build', buildAll);
    return single('build', true);
  }),
);
tallies.push(await tried('unit tests', unitTests));
tallies.push(await tried('a stack to test against', againstTheRealThing));
const total = sum(tallies);
for (const failure of total.failures) process.stdout.write(`✗ ${failure}\n`);
process.stdout.write(`${lastLine(total)}\n`);
process.exit(total.failed === 0 ? 0 : 1);

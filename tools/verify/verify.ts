import { buildAll } from '../build/build.ts';
import { createSteps } from '../console/steps.ts';
import { lastLine, single, sum, type Tally } from '../testing/tally.ts';
import { killDuringRun, VICTIMS } from './faults.ts';

// `npm run verify`: what is too long for CI. Needs Linux, whose /proc tells which process computes.

const steps = createSteps();
await steps.step('Build', buildAll);
// loaded only now: they need the database client, which the build makes
const { startFreshStack } = await import('../testing/fresh-stack.ts');
const { demoDataset } = await import('../seed/demo.ts');
const stack = await startFreshStack(steps, { demo: true, durable: true });
const tallies: Tally[] = [];
try {
  const dataset = await demoDataset(stack);
  for (const victims of [...VICTIMS.map((victim) => [victim]), ['server', 'PostgreSQL'] as const]) {
    const well = await killDuringRun(victims, stack, dataset, steps).then(
      () => true,
      (error: unknown) => {
        steps.say(`  ${error instanceof Error ? error.message : String(error)}`);
        return false;
      },
    );
    tallies.push(single(`kill -9 of ${victims.join(' and ')}`, well));
  }
} finally {
  await stack.stop();
}
const total = sum(tallies);
for (const failure of total.failures) process.stdout.write(`✗ ${failure}\n`);
process.stdout.write(`${lastLine(total)}\n`);
process.exit(total.failed === 0 ? 0 : 1);

import { buildAll } from '../build/build.ts';
import { createSteps } from '../console/steps.ts';
import { lastLine, single, sum, type Tally } from '../testing/tally.ts';
import { killDuringRun, VICTIMS } from './faults.ts';
import { verifyGolden } from './golden.ts';
import { modelsOutside } from './models-outside.ts';

// `npm run verify`: what is too long for CI. Needs Linux, whose /proc tells which process computes.

const steps = createSteps();
await steps.step('Build', buildAll);
// loaded only now: they need the database client, which the build makes
const { startFreshStack } = await import('../testing/fresh-stack.ts');
const { demoDataset } = await import('../seed/demo.ts');
const stack = await startFreshStack(steps, { demo: true, durable: true });
const tallies: Tally[] = [await verifyGolden(steps)];
const told = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    (error: unknown) => {
      steps.say(`  ${error instanceof Error ? error.message : String(error)}`);
      return false;
    },
  );
try {
  const dataset = await demoDataset(stack);
  tallies.push(single('models outside', await told(modelsOutside(stack, dataset, steps))));
  for (const victims of [...VICTIMS.map((victim) => [victim]), ['server', 'PostgreSQL'] as const]) {
    const well = await told(killDuringRun(victims, stack, dataset, steps));
    tallies.push(single(`kill -9 of ${victims.join(' and ')}`, well));
  }
} finally {
  await stack.stop();
}
const total = sum(tallies);
for (const failure of total.failures) process.stdout.write(`✗ ${failure}\n`);
process.stdout.write(`${lastLine(total)}\n`);
process.exit(total.failed === 0 ? 0 : 1);

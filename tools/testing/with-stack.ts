import { spawn } from 'node:child_process';
import { buildAll } from '../build/build.ts';
import { createSteps } from '../console/steps.ts';
import { environment } from '../env.ts';
import { root } from '../root.ts';

// Runs a program against Sagittal on a new home folder: node tools/bootstrap.mjs with-stack PROGRAM [ARGUMENTS]
// The program finds the address in SAGITTAL_URL and the home folder in SAGITTAL_HOME.

const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  process.stderr.write('Which program?\n');
  process.exit(2);
}
const steps = createSteps();
await steps.step('Build', buildAll);
// loaded only now: it needs the database client, which the build makes
const { startFreshStack } = await import('./fresh-stack.ts');
const stack = await startFreshStack(steps, { demo: true });
const code = await new Promise<number>((resolve) => {
  const child = spawn(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: environment({ SAGITTAL_URL: stack.url, SAGITTAL_HOME: stack.home }),
  });
  child.once('error', (error) => {
    process.stderr.write(`${program}: ${error.message}\n`);
    resolve(127);
  });
  child.once('exit', (status) => {
    resolve(status ?? 1);
  });
});
await stack.stop();
process.exit(code);

import { callerDirectory, homeSetting, weightsSettings } from './env.ts';
import { EXIT } from './exit-codes.ts';
import { runCommandLine } from './program.ts';
import { checkoutOf, possibleHomes } from './server/homes.ts';

const checkout = checkoutOf(import.meta.dirname);
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // asked twice: leave at once
    if (interruption.signal.aborted) process.exit(EXIT.interrupted);
    interruption.abort();
  });
}
// a reader that has seen enough, as in `runs | head`, is no failure
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  cwd: callerDirectory(),
  homes: possibleHomes(homeSetting(), checkout),
  weights: weightsSettings(checkout),
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
});

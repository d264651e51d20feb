import { createSteps, seconds } from '../console/steps.ts';
import { buildAll, generateClient } from '../build/build.ts';
import { whenAbandoned } from './ancestors.ts';
import { demoFolder, offerDemo } from './demo.ts';
import { hasDesktop, openPage } from './desktop.ts';
import { takeHome } from './lock.ts';
import { readSettings } from './settings.ts';
import type { Stack } from './stack.ts';

/** A shell's exit code after SIGINT. */
const INTERRUPTED = 130;

/**
 * From nothing to a page that answers, and then until Ctrl-C.
 *
 * @param begin what runs beside the stack, as the watching of sources in development; it may return a way to end it
 */
export async function launch(options: {
  development?: boolean;
  prepare?: () => Promise<void>;
  begin?: (stack: Stack) => Promise<() => Promise<void>>;
}): Promise<void> {
  const began = performance.now();
  const steps = createSteps();
  const settings = readSettings();
  steps.say(`Sagittal keeps everything in ${settings.home}`);

  const taken = takeHome(settings.home);
  if ('owner' in taken) {
    const { url, pid } = taken.owner;
    steps.say(url === null ? `It is being started already, by process ${pid}.` : `It runs already, as process ${pid}:`);
    if (url !== null) process.stdout.write(`${url}\n`);
    return;
  }
  const { lock } = taken;

  let stack: Stack | undefined;
  let endBegun: (() => Promise<void>) | undefined;
  let ending: Promise<void> | undefined;
  const end = (code: number): Promise<void> =>
    (ending ??= (async () => {
      steps.say('Stopping …');
      await endBegun?.();
      await stack?.stop();
      lock.release();
      steps.say('Stopped. Nothing is lost; `npm start` goes on.');
      process.exit(code);
    })());
  // A start that is broken off half way has nothing to stop in order yet: children end with this process, and so does
  // PostgreSQL, by its watchdog.
  const leave = (code: number): void => {
    if (stack === undefined) {
      lock.release();
      process.exit(code);
    }
    void end(code);
  };
  process.on('SIGINT', () => leave(stack === undefined ? INTERRUPTED : 0));
  process.on('SIGTERM', () => leave(0));
  process.on('SIGHUP', () => leave(0));
  whenAbandoned(() => leave(0));

  try {
    if (options.prepare === undefined) {
      await steps.step('Build', buildAll);
    } else {
      const { prepare } = options;
      await steps.step('Build', async () => {
        await generateClient();
        await prepare();
      });
    }
    const { startStack } = await import('./stack.ts');
    const dataRoots = settings.dataRoots.length === 0 ? [] : [...settings.dataRoots, demoFolder(settings.home)];
    stack = await startStack({ ...settings, dataRoots, development: options.development ?? false, steps });
    lock.update({ url: stack.url, databaseUrl: stack.databaseUrl });
    if (settings.demo && (await offerDemo(stack.url, settings.home)))
      steps.say('  A synthetic dataset is being imported for a first look.');
    endBegun = await options.begin?.(stack);
  } catch (error) {
    steps.say(`✗ ${error instanceof Error ? error.message : String(error)}`);
    steps.say('  `npm run doctor` looks for what is missing.');
    await stack?.stop();
    lock.release();
    process.exit(1);
  }
  steps.say(`Ready after ${seconds(performance.now() - began)}. Ctrl-C stops it.`);
  process.stdout.write(`${stack.url}\n`);
  if (hasDesktop()) await openPage(stack.url);
}

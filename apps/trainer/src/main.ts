import { existsSync } from 'node:fs';
import path from 'node:path';
import type { ComputeEntry } from './child/compute-process.ts';
import { readEnv } from './env.ts';
import { startTrainer, type Trainer } from './trainer.ts';

/** The compute process: beside this file when built, else its source, through the loader that runs this one. */
function computeEntry(): ComputeEntry {
  const built = path.join(import.meta.dirname, 'compute.js');
  return existsSync(built)
    ? { file: built, execArgv: [] }
    : { file: path.join(import.meta.dirname, 'compute', 'main.ts'), execArgv: process.execArgv };
}

function say(message: string): void {
  console.log(`[trainer] ${message}`);
}

let closing = false;
let trainer: Trainer | null = null;

function close(): void {
  if (closing) return;
  closing = true;
  // still on its way up: it owns nothing yet
  if (trainer === null) process.exit(0);
  trainer.close().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

process.on('SIGTERM', close);
process.on('SIGINT', close);
// the launcher died: a trainer does not outlive it
process.on('disconnect', close);

trainer = await startTrainer(readEnv(), computeEntry(), say);
say(`${trainer.id} is ready.`);
// the launcher waits for this before it says that all is up
process.send?.({ ready: true, trainer: trainer.id });

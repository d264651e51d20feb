import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Steps } from '../console/steps.ts';
import { offerDemo } from '../launcher/demo.ts';
import { readSettings } from '../launcher/settings.ts';
import { type Stack, startStack } from '../launcher/stack.ts';
import { TEST_SETTINGS } from './postgres-setup.ts';

export interface FreshStack extends Stack {
  readonly home: string;
}

/**
 * The whole of Sagittal on a new home folder and a free port, as after a first `npm start`; `stop` removes it again.
 *
 * @param durable keep PostgreSQL's promises over a crash, for those who crash it
 */
export async function startFreshStack(steps: Steps, options: { demo: boolean; durable?: boolean }): Promise<FreshStack> {
  const home = mkdtempSync(path.join(tmpdir(), 'sagittal-stack-'));
  chmodSync(home, 0o755);
  const { weights, threads } = readSettings();
  const remove = (): void => {
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };
  try {
    const stack = await startStack({
      home,
      port: null,
      weights,
      dataRoots: [],
      threads,
      steps,
      ...(options.durable ? {} : { postgresSettings: TEST_SETTINGS }),
    });
    if (options.demo) await offerDemo(stack.url, home);
    return {
      ...stack,
      home,
      stop: async () => {
        await stack.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

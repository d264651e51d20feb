import { spawn } from 'node:child_process';
import type { Steps } from '../console/steps.ts';
import { environment } from '../env.ts';
import type { Stack } from '../launcher/stack.ts';
import { type DatasetState, experimentByName, launchRun, runEnd } from '../launcher/work.ts';
import { root } from '../root.ts';

/** The size of the synthetic pictures: nothing has to be resized, so that scores must agree to the last digits. */
const SIZE = 128;
/** One of each head. */
const RECIPES = {
  'average of the features': {},
  'largest of each feature, hidden layers, dropout': { head: { pooling: 'max', dense: [16, 8], dropout: 0.3 } },
  'standardised features of a frozen backbone': { backbone: { trainable: 'none' }, head: { standardize: true, dense: [8] } },
} as const;

/** Trains one model of each kind, and lets the notebooks score them in Python with plain onnxruntime. @throws Error where they fail */
export async function modelsOutside({ url }: Stack, { splitId }: DatasetState, steps: Steps): Promise<void> {
  await steps.step('Models in plain onnxruntime', async (tell) => {
    const experimentId = await experimentByName(url, 'Models outside');
    for (const [name, recipe] of Object.entries(RECIPES)) {
      const id = await launchRun(url, {
        experimentId,
        splitId,
        preset: 'small-cnn',
        name,
        recipe: { input: { height: SIZE, width: SIZE }, epochs: 2, ...recipe },
      });
      const { status, error } = await runEnd(url, id);
      if (status !== 'FINISHED') throw new Error(`${name}: the run ended as ${status}: ${error?.message ?? ''}`);
    }
    tell('trained; the notebooks begin');
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn('python3', ['notebooks/run.py', '--url', url], {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: environment(),
      });
      child.once('error', reject);
      child.once('exit', resolve);
    });
    if (code !== 0) throw new Error('A notebook failed.');
  });
}

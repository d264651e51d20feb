import type { Steps } from '../console/steps.ts';
import { DEMO_DATASET, demoFolder, importFolder, offerDemo } from '../launcher/demo.ts';
import { datasetByName, type DatasetState, experimentByName, jobEnd, launchRun, runEnd } from '../launcher/work.ts';
import { writeDemoFolder } from '@sagittal/data';
import { setTimeout as wait } from 'node:timers/promises';
import type { Target } from './target.ts';

/** The synthetic dataset, imported where it is not there. */
export async function demoDataset({ url, home }: Target): Promise<DatasetState> {
  const begun = await offerDemo(url, home);
  if (begun !== null) await jobEnd(url, begun);
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const found = await datasetByName(url, DEMO_DATASET);
    if (found !== null) return found;
    // the launcher may be importing it at this moment; after that nobody is
    if (attempt === 100) {
      const { directory } = await writeDemoFolder(demoFolder(home));
      await jobEnd(url, await importFolder(url, { name: DEMO_DATASET, path: directory }));
    }
    await wait(300);
  }
  throw new Error('The synthetic dataset did not become ready.');
}

/** The synthetic dataset and two finished runs on it that differ in their seed. */
export async function seedDemo(target: Target, steps: Steps): Promise<void> {
  const { splitId } = await steps.step('Synthetic dataset', () => demoDataset(target));
  const experimentId = await experimentByName(target.url, 'First steps');
  for (const seed of [1, 2]) {
    await steps.step(`Run with seed ${seed}`, async (tell) => {
      const id = await launchRun(target.url, {
        experimentId,
        splitId,
        preset: 'small-cnn',
        recipe: { seed },
        name: `small-cnn, seed ${seed}`,
        tags: [{ key: 'seed', value: String(seed) }],
      });
      const { status, error } = await runEnd(target.url, id);
      tell(status.toLowerCase());
      if (status !== 'FINISHED') throw new Error(`The run ended as ${status}: ${error?.message ?? 'it says no more'}`);
    });
  }
}

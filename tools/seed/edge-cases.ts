import { copyFileSync, cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeDemoFolder } from '@sagittal/data';
import type { Steps } from '../console/steps.ts';
import { demoFolder, importFolder } from '../launcher/demo.ts';
import { ask } from '../launcher/graphql.ts';
import { datasetByName, experimentByName, jobEnd, launchRun, runEnd } from '../launcher/work.ts';
import { demoDataset } from './demo.ts';
import type { Target } from './target.ts';

/** As long as a name may be. */
const LONG_NAME = `Long name ${'of a dataset that says everything '.repeat(3)}`.slice(0, 99).trimEnd();
const FOREIGN_NAME = '脳腫瘍 Опухоли عربي (ünïcode)';

/** Class folders with what goes wrong in real ones: a cut file, a text named .png, hidden files, an empty class, a class of one. */
async function writeBrokenFolder(home: string): Promise<string> {
  const { directory } = await writeDemoFolder(demoFolder(home));
  const folder = path.join(home, 'edge-cases');
  rmSync(folder, { recursive: true, force: true });
  const train = path.join(directory, readdirSync(directory).find((name) => /train/i.test(name)) ?? '');
  const classes = readdirSync(train, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of classes.slice(0, 2)) cpSync(path.join(train, name), path.join(folder, name), { recursive: true });
  const first = path.join(folder, classes[0]?.name ?? '');
  const [image = ''] = readdirSync(first).filter((name) => /\.(png|jpe?g|webp)$/i.test(name));
  const bytes = readFileSync(path.join(first, image));
  writeFileSync(path.join(first, `cut${path.extname(image)}`), bytes.subarray(0, Math.floor(bytes.length / 3)));
  writeFileSync(path.join(first, 'text.png'), 'This is no picture.');
  writeFileSync(path.join(first, 'empty.jpg'), '');
  writeFileSync(path.join(first, '.DS_Store'), 'x');
  copyFileSync(path.join(first, image), path.join(first, `a copy with spaces, ünïcode and 'quotes'${path.extname(image)}`));
  mkdirSync(path.join(folder, 'empty class'));
  mkdirSync(path.join(folder, 'class of one'));
  copyFileSync(path.join(first, image), path.join(folder, 'class of one', image));
  return folder;
}

/** Datasets, versions and runs at the edges of what can be: long and foreign names, an archive, problems, failures. */
export async function seedEdgeCases(target: Target, steps: Steps): Promise<void> {
  const { url, home } = target;
  const demo = await steps.step('Synthetic dataset', () => demoDataset(target));
  const broken = await writeBrokenFolder(home);

  await steps.step('Datasets', async (tell) => {
    for (const name of [LONG_NAME, FOREIGN_NAME, 'archived']) {
      tell(name);
      if ((await datasetByName(url, name)) === null) await jobEnd(url, await importFolder(url, { name, path: broken }));
    }
    const two = await datasetByName(url, FOREIGN_NAME);
    if (two !== null) await jobEnd(url, await importFolder(url, { datasetId: two.id, path: demoFolder(home) }));
    const archived = await datasetByName(url, 'archived');
    if (archived !== null) await ask(url, 'mutation ($id: ID!) { archiveDataset(id: $id) { id } }', { id: archived.id });
    tell('done');
  });

  await steps.step('Runs', async (tell) => {
    const experimentId = await experimentByName(url, 'Edge cases');
    const base = { experimentId, splitId: demo.splitId, preset: 'small-cnn' };
    tell('one whose loss leaves the numbers');
    await runEnd(
      url,
      await launchRun(url, { ...base, name: 'diverges', recipe: { optimizer: { type: 'sgd', learningRate: 1e6 }, epochs: 2 } }),
    );
    tell('one of a single epoch');
    await runEnd(
      url,
      await launchRun(url, { ...base, name: 'x'.repeat(100), recipe: { epochs: 1 }, tags: [{ key: 'note', value: 'один' }] }),
    );
    tell('one that is cancelled');
    const cancelled = await launchRun(url, { ...base, name: 'cancelled', recipe: { epochs: 500 } });
    await ask(url, 'mutation ($id: ID!) { cancelRun(id: $id) { id } }', { id: cancelled });
    await runEnd(url, cancelled);
    tell('done');
  });
}

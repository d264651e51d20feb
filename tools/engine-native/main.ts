import { existsSync, statfsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ADDON_FILE, buildFolder, probeEngines, TENSORFLOW_VERSION, type NativeFlavour } from '@sagittal/engines';
import { createSteps, type Steps } from '../console/steps.ts';
import { setForChildren, setting } from '../env.ts';
import { readSettings } from '../launcher/settings.ts';
import { bindingSources, compileAddon, compilerVersion } from './compile.ts';
import { download, mebibytes } from './download.ts';
import { indexAddress } from './index-address.ts';
import { findWheel } from './pip-index.ts';
import { unpack } from './unpack.ts';
import { planOf } from './wheels.ts';

// `npm run engine:native -- [--cuda] [--again]`: TensorFlow.js over TensorFlow's own library, out of pip's wheel.

const USAGE = `npm run engine:native -- [--cuda] [--again]

Builds TensorFlow.js's native engine over TensorFlow ${TENSORFLOW_VERSION}: fetches the wheel from pip's index (PIP_INDEX_URL,
else the one that pip on this machine uses), unpacks its library into SAGITTAL_HOME/engines and compiles the binding of npm
with g++.

  --cuda   with CUDA 12 and cuDNN 9, for NVIDIA GPUs on Linux x64 (3.3 GB to fetch; compiled and loaded, but never yet
           tried on a GPU)
  --again  builds anew what was built before
`;

function expectDisk(folder: string, needed: number): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free < needed) {
    throw new Error(
      `${folder} has ${mebibytes(free)} free, and the build needs ${mebibytes(needed)}: free some, or set SAGITTAL_HOME to a larger disk.`,
    );
  }
}

async function build(flavour: NativeFlavour, engines: string, steps: Steps): Promise<void> {
  const plan = planOf(flavour, process.platform, process.arch);
  bindingSources(flavour);
  const folder = buildFolder(engines, flavour);
  await steps.step('Compiler', async (tell) => {
    tell(await compilerVersion());
  });
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    expectDisk(folder, plan.disk);
    const index = await indexAddress(setting('PIP_INDEX_URL'));
    for (const wheel of plan.wheels) {
      const file = await findWheel(wheel, index);
      const archive = await steps.step(`Fetch ${wheel.project} ${wheel.version}`, (tell) => download(file, folder, tell));
      await steps.step(`Unpack ${wheel.project}`, async (tell) => {
        if ((await unpack(archive, folder, wheel.place, tell)) === 0)
          throw new Error(`${file.name} has nothing of what is needed.`);
      });
      await rm(archive);
    }
    await steps.step('Compile the binding', () => compileAddon(flavour, folder, plan.libraries));
    // only the compiler reads them
    await rm(path.join(folder, 'include'), { recursive: true, force: true });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { cuda: { type: 'boolean' }, again: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const flavour: NativeFlavour = values.cuda === true ? 'cuda' : 'cpu';
  const { home } = readSettings();
  const engines = path.join(home, 'engines');
  const steps = createSteps();
  if (values.again !== true && existsSync(path.join(buildFolder(engines, flavour), ADDON_FILE)))
    steps.say(`It is built already, in ${buildFolder(engines, flavour)}; to build it anew: --again`);
  else await build(flavour, engines, steps);

  setForChildren('SAGITTAL_HOME', home);
  const name = flavour === 'cuda' ? 'tfjs-node-gpu' : 'tfjs-node';
  const probe = await steps.step('Try it', async () => (await probeEngines()).find((one) => one.name === name));
  if (probe?.available === true) {
    process.stdout.write(`${name} works: ${probe.device ?? ''}. To use it in every run: SAGITTAL_ENGINE=${name}\n`);
    return 0;
  }
  process.stdout.write(`${name} is built, but does not compute here: ${probe?.reason ?? 'it was not found'}\n`);
  return 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

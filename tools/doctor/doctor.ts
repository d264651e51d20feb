import { constants, accessSync, existsSync, readFileSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { probeEngines, selectEngine } from '@sagittal/engines';
import { setForChildren } from '../env.ts';
import { ownerOf } from '../launcher/lock.ts';
import { readSettings, type Settings } from '../launcher/settings.ts';
import { serverAccount } from '../postgres/account.ts';
import { serverPrograms } from '../postgres/binaries.ts';
import { isFree } from '../postgres/ports.ts';
import { reachableFolder } from '../postgres/reachable.ts';
import { prerequisites } from '../prerequisites.mjs';
import { root } from '../root.ts';
import { findBrowser } from '../testing/browser.ts';
import { choiceFindings, engineFindings, machineFacts } from './engines.ts';
import type { Finding } from './finding.ts';

// `npm run doctor`: what this machine lacks, each with its mend.

function processor(): Finding {
  const name = os.cpus()[0]?.model.trim() ?? 'unknown';
  const found = `${name}, ${os.availableParallelism()} threads`;
  if (process.platform !== 'linux' || process.arch !== 'x64') return { name: 'processor', found, mend: null };
  const flags = readFileSync('/proc/cpuinfo', 'utf8');
  const avx2 = /^flags\s*:.*\bavx2\b/m.test(flags);
  return {
    name: 'processor',
    found: `${found}${avx2 ? ', AVX2' : /^flags\s*:.*\bavx\b/m.test(flags) ? ', no AVX2' : ', neither AVX nor AVX2'}`,
    mend: avx2
      ? null
      : 'Training works but is several times slower: use a machine (or a virtual machine whose CPU type is "host") with AVX2.',
    optional: true,
  };
}

async function engines({ home }: Settings): Promise<Finding[]> {
  setForChildren('SAGITTAL_HOME', home);
  const probes = await probeEngines();
  const chosen = await selectEngine().then(
    ({ engine, reason }) => ({ name: engine.name, device: engine.device, reason }),
    (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }),
  );
  return [...engineFindings(probes), ...choiceFindings(chosen, probes, machineFacts())];
}

function database({ home, databaseUrl }: Settings): Finding {
  if (databaseUrl !== undefined) return { name: 'database', found: 'the server of DATABASE_URL', mend: null };
  try {
    serverAccount();
    return { name: 'database', found: serverPrograms(reachableFolder(path.join(home, 'postgres'))), mend: null };
  } catch (error) {
    return {
      name: 'database',
      found: error instanceof Error ? error.message : String(error),
      mend: 'DATABASE_URL=postgresql://USER:PASSWORD@HOST/DATABASE npm start',
    };
  }
}

function folder(name: string, at: string): Finding {
  try {
    if (!statSync(at).isDirectory()) return { name, found: `${at} is no folder`, mend: `Name a folder in ${name}.` };
    accessSync(at, constants.R_OK | constants.X_OK);
    return { name, found: at, mend: null };
  } catch {
    const there = existsSync(at);
    return {
      name,
      found: `${at} ${there ? 'cannot be read' : 'is not there'}`,
      mend: there ? `sudo chmod -R a+rX '${at}'` : `mkdir -p '${at}', or take it out of ${name}.`,
    };
  }
}

function homeFolder({ home }: Settings): Finding {
  const above = existsSync(home) ? home : path.dirname(home);
  try {
    accessSync(existsSync(above) ? above : root, constants.W_OK);
    return { name: 'SAGITTAL_HOME', found: home, mend: null };
  } catch {
    return { name: 'SAGITTAL_HOME', found: `${home} cannot be written`, mend: `SAGITTAL_HOME=~/sagittal npm start` };
  }
}

async function port(settings: Settings): Promise<Finding> {
  const running = ownerOf(settings.home)?.url;
  if (running !== undefined && running !== null) return { name: 'port', found: `Sagittal runs at ${running}`, mend: null };
  const free = await isFree(settings.port);
  return {
    name: 'port',
    found: `${settings.port} is ${free ? 'free' : 'taken by another program'}`,
    mend: free ? null : `Another is chosen by itself; to choose one: SAGITTAL_PORT=${settings.port + 80} npm start`,
    optional: true,
  };
}

async function browser(): Promise<Finding> {
  const found = await findBrowser();
  return {
    name: 'browser for tests',
    found: found === null ? 'none' : `${found.executable}, from ${found.source}`,
    mend: found === null ? 'npx playwright install chromium, or name one: SAGITTAL_BROWSER=/path/to/chrome npm test' : null,
    optional: true,
  };
}

const settings = readSettings();
const findings: readonly Finding[] = [
  ...prerequisites(root),
  processor(),
  ...(await engines(settings)),
  database(settings),
  homeFolder(settings),
  ...settings.weights.map((at) => folder('SAGITTAL_WEIGHTS', at)),
  ...(settings.weights.length > 0
    ? []
    : [
        {
          name: 'SAGITTAL_WEIGHTS',
          found: 'not set',
          mend: 'For presets with pretrained weights: SAGITTAL_WEIGHTS=/folder/of/weights in .env (README: Settings).',
          optional: true,
        },
      ]),
  ...settings.dataRoots.map((at) => folder('SAGITTAL_DATA_ROOTS', at)),
  await port(settings),
  await browser(),
];
for (const { name, found, mend, optional } of findings) {
  process.stdout.write(`${mend === null ? '✓' : optional === true ? '!' : '✗'} ${name}: ${found}\n`);
  if (mend !== null) process.stdout.write(`    ${mend}\n`);
}
process.exit(findings.some(({ mend, optional }) => mend !== null && optional !== true) ? 1 : 0);

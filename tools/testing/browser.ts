import { spawn, spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { environment, setForChildren, setting } from '../env.ts';
import { root } from '../root.ts';

export interface Browser {
  readonly executable: string;
  /** What it needs in its environment to find its libraries. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where it came from, in words. */
  readonly source: string;
}

const SYSTEM_NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

const SYSTEM_PATHS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** What is unpacked stays in the checkout: it is this user's, and may run. */
const cache = path.join(root, 'node_modules/.cache/sagittal');

function starts(executable: string, extra: Readonly<Record<string, string>>): boolean {
  return spawnSync(executable, ['--version'], { env: environment(extra), timeout: 30_000 }).status === 0;
}

/** The libraries (NSS and others) that come with the browser of npm, for systems that lack them. */
async function unpackLibraries(): Promise<string> {
  const folder = path.join(cache, 'browser-libraries');
  if (existsSync(path.join(folder, 'lib'))) return path.join(folder, 'lib');
  mkdirSync(folder, { recursive: true });
  const packed = path.resolve(
    path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
    '../../bin/al2023.tar.br',
  );
  const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = new Promise((resolve) => {
    tar.once('close', resolve);
  });
  await pipeline(createReadStream(packed), createBrotliDecompress(), tar.stdin);
  await ended;
  return path.join(folder, 'lib');
}

/** The browser is packed in its package, and unpacks itself into the temporary folder, which it shares with other users. */
async function unpackBrowser(): Promise<string> {
  const folder = path.join(cache, 'browser');
  mkdirSync(folder, { recursive: true });
  const before = setting('TMPDIR');
  setForChildren('TMPDIR', folder);
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    return await chromium.executablePath();
  } finally {
    setForChildren('TMPDIR', before);
  }
}

async function fromNpm(): Promise<Browser | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const executable = await unpackBrowser();
  const source = 'npm (@sparticuz/chromium)';
  if (starts(executable, {})) return { executable, environment: {}, source };
  const libraries = await unpackLibraries();
  const found = { LD_LIBRARY_PATH: [libraries, setting('LD_LIBRARY_PATH')].filter((part) => part !== undefined).join(':') };
  return starts(executable, found) ? { executable, environment: found, source } : null;
}

function fromSystem(): Browser | null {
  const folders = (setting('PATH') ?? '').split(path.delimiter);
  const candidates = [...SYSTEM_NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...SYSTEM_PATHS];
  const executable = candidates.find((candidate) => existsSync(candidate));
  return executable === undefined ? null : { executable, environment: {}, source: 'this system' };
}

/**
 * A browser of Chromium's family for the journeys: the one that SAGITTAL_BROWSER names, the one that npm brings (Linux on
 * x64), one of the system's. Null: leave it to Playwright's own download.
 */
export async function findBrowser(): Promise<Browser | null> {
  const named = setting('SAGITTAL_BROWSER');
  if (named !== undefined) return { executable: named, environment: {}, source: 'SAGITTAL_BROWSER' };
  return (await fromNpm().catch(() => null)) ?? fromSystem();
}

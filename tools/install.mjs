// Installs the packages that package-lock.json names, where they are not installed. Node built-ins only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Does npm's own record of what it installed agree with the lock? Packages of other platforms need not be there. */
export function agrees(lock, installed) {
  for (const [where, wanted] of Object.entries(lock.packages)) {
    if (where === '' || wanted.link || !where.includes('node_modules/')) continue;
    const found = installed.packages[where];
    if (found === undefined ? !wanted.optional : found.version !== wanted.version) return false;
  }
  return true;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Only one process installs at a time. @returns a function that gives the lock back */
async function exclusively(file) {
  for (;;) {
    try {
      closeSync(openSync(file, 'wx'));
      writeFileSync(file, String(process.pid));
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const owner = Number(readFileSync(file, 'utf8'));
      if (owner > 0 && !isAlive(owner)) rmSync(file, { force: true });
      await wait(300);
    }
  }
}

function npm(root, args) {
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32' && first.length === 0,
    });
    child.once('error', (error) => {
      process.stderr.write(`npm cannot be run: ${error.message}\n`);
      resolve(1);
    });
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** @returns {Promise<boolean>} whether everything is installed now */
export async function ensureInstalled(root) {
  const text = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  const hash = createHash('sha256').update(text).update(process.version.split('.')[0]).digest('hex');
  const modules = path.join(root, 'node_modules');
  const stamp = path.join(modules, '.sagittal-installed');
  const current = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  if (current()) return true;

  const record = path.join(modules, '.package-lock.json');
  if (existsSync(record) && agrees(JSON.parse(text), JSON.parse(readFileSync(record, 'utf8')))) {
    writeFileSync(stamp, hash);
    return true;
  }

  mkdirSync(modules, { recursive: true });
  const release = await exclusively(path.join(root, '.sagittal-install.lock'));
  try {
    if (current()) return true;
    const began = Date.now();
    const seconds = () => `${((Date.now() - began) / 1000).toFixed(0)} s`;
    process.stderr.write('• Installing packages (npm ci)\n');
    const every = process.stderr.isTTY ? 1_000 : 15_000;
    const ticker = setInterval(() => {
      process.stderr.write(process.stderr.isTTY ? `\r  … ${seconds()} ` : `  … ${seconds()}\n`);
    }, every);
    const code = await npm(root, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
    clearInterval(ticker);
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
    if (code !== 0) {
      process.stderr.write(
        '✗ npm could not install the packages: see its words above. Without a network, set a registry that is near: npm config set registry URL\n',
      );
      return false;
    }
    writeFileSync(stamp, hash);
    process.stderr.write(`✓ Packages installed (${seconds()})\n`);
    return true;
  } finally {
    release();
  }
}

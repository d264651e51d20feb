// Stops a PostgreSQL server when the process that started it is gone, however it went: standard input is a pipe that
// the starter holds open and the system closes. Usage: node watchdog.mjs DATA_FOLDER [FOLDER_TO_REMOVE]
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

const [data = '', remove] = process.argv.slice(2);
const pidFile = path.join(data, 'postmaster.pid');
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);

/** When the starter was gone, in milliseconds since 1970. What began later belongs to another starter. */
let goneAt = Infinity;

function serverPid() {
  if (!existsSync(pidFile)) return null;
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  const [pid, began] = [Number(lines[0]), Number(lines[2])];
  if (!Number.isInteger(pid) || pid <= 0 || began * 1000 > goneAt) return null;
  // the file may be left from a crash, and its number now another process's
  if (process.platform === 'linux') {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data)) return null;
    } catch {
      return null;
    }
  }
  return pid;
}

function signal(pid, name) {
  try {
    if (process.platform === 'win32') spawnSync('taskkill', ['/pid', String(pid), '/t', '/f']);
    else process.kill(pid, name);
  } catch {
    // it ended by itself
  }
}

async function stopServer() {
  // the starter may have died between two lines of starting it: look for a while
  for (let attempt = 0; attempt < 20 && serverPid() === null; attempt += 1) await wait(100);
  const pid = serverPid();
  if (pid === null) return;
  signal(pid, 'SIGINT'); // fast shutdown: sessions are ended, everything is written
  for (let attempt = 0; attempt < 200 && serverPid() === pid; attempt += 1) await wait(50);
  if (serverPid() === pid) signal(pid, 'SIGQUIT'); // at once; recovered at the next start
  for (let attempt = 0; attempt < 100 && serverPid() === pid; attempt += 1) await wait(50);
}

process.stdin.on('error', () => undefined);
process.stdin.on('data', () => undefined);
process.stdin.on('close', () => {
  goneAt = Date.now();
  void stopServer().finally(() => {
    if (remove) rmSync(remove, { recursive: true, force: true });
    process.exit(0);
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChildOptions, type Running, startChild, supervise } from './supervisor.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sagittal-supervisor-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function child(source: string, changes: Partial<ChildOptions> = {}): ChildOptions {
  const script = path.join(folder, `${Math.random().toString(36).slice(2)}.mjs`);
  writeFileSync(script, source);
  return {
    script,
    environment: { NODE_ENV: 'test' },
    cwd: folder,
    onLine: () => undefined,
    readyMs: 10_000,
    stopMs: 2_000,
    ...changes,
  };
}

const READY = `process.on('SIGTERM', () => process.exit(0)); process.send({ ready: true }); setInterval(() => {}, 1000);`;

test('what dies is started again, until it is stopped', async () => {
  const said: string[] = [];
  const pids: number[] = [];
  const options = child(READY);
  const kept = supervise(
    'It',
    async () => {
      const running = await startChild(options);
      pids.push(running.child.pid ?? 0);
      return running;
    },
    (line) => said.push(line),
  );
  await kept.up;
  process.kill(pids[0] ?? 0, 'SIGKILL');
  while (pids.length < 2) await wait(20);
  await wait(50);
  expect(said).toEqual(['! It ended (SIGKILL); it is started again in 0.3 s.', '✓ It runs again.']);
  await kept.stop();
  expect(() => process.kill(pids[1] ?? 0, 0)).toThrow();
  await wait(400);
  expect(pids).toHaveLength(2);
});

test('a start that fails later is tried again, later and later', async () => {
  let starts = 0;
  const said: string[] = [];
  let die: (how: string) => void = () => undefined;
  const kept = supervise(
    'It',
    () => {
      starts += 1;
      if (starts === 2 || starts === 3) return Promise.reject(new Error('not yet'));
      const exited = new Promise<string>((resolve) => {
        die = resolve;
      });
      const running: Running = {
        exited,
        stop: () => {
          die('stopped');
          return Promise.resolve();
        },
      };
      return Promise.resolve(running);
    },
    (line) => said.push(line),
  );
  await kept.up;
  die('gone');
  while (starts < 4) await wait(20);
  await kept.stop();
  expect(said).toEqual([
    '! It ended (gone); it is started again in 0.3 s.',
    '! It did not start (not yet); the next try is in 0.5 s.',
    '! It did not start (not yet); the next try is in 1.0 s.',
    '✓ It runs again.',
  ]);
});

test('a first start that fails is told to the caller', async () => {
  const kept = supervise(
    'It',
    () => startChild(child('process.exit(98)')),
    () => undefined,
  );
  await expect(kept.up).rejects.toThrow('exit code 98');
  await kept.stop();
});

test('a child that says nothing is given up', async () => {
  await expect(startChild(child('setInterval(() => {}, 1000)', { readyMs: 300 }))).rejects.toThrow('not ready after 0.3 s');
});

test('a child that does not listen is killed', async () => {
  const running = await startChild(
    child(`process.on('SIGTERM', () => {}); process.send({ ready: true }); setInterval(() => {}, 1000);`, { stopMs: 200 }),
  );
  await running.stop();
  expect(await running.exited).toBe('SIGKILL');
});

test('its lines come through whole', async () => {
  const lines: string[] = [];
  const running = await startChild(
    child(
      `process.stdout.write('one\\ntw'); setTimeout(() => { process.stdout.write('o\\nthree'); process.send({ ready: true }); }, 50); setTimeout(() => process.exit(0), 100);`,
      {
        onLine: (line) => lines.push(line),
      },
    ),
  );
  await running.exited;
  await wait(50);
  expect(lines).toEqual(['one', 'two', 'three']);
});

test('a restart that was asked for is silent and at once', async () => {
  const said: string[] = [];
  let starts = 0;
  const options = child(READY);
  const kept = supervise(
    'It',
    () => {
      starts += 1;
      return startChild(options);
    },
    (line) => said.push(line),
  );
  await kept.up;
  await kept.restart();
  while (said.length === 0) await wait(10);
  expect(said).toEqual(['✓ It runs again.']);
  expect(starts).toBe(2);
  await kept.stop();
});

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Lock, ownerOf, takeHome } from './lock.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'sagittal-lock-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function take(): Lock {
  const taken = takeHome(home);
  if ('owner' in taken) throw new Error('It was taken.');
  return taken.lock;
}

test('a second start learns where the first one answers', () => {
  const lock = take();
  lock.update({ url: 'http://127.0.0.1:3000', databaseUrl: 'postgresql://secret' });
  expect(takeHome(home)).toMatchObject({ owner: { pid: process.pid, url: 'http://127.0.0.1:3000' } });
  // it holds the database's password
  expect(statSync(path.join(home, 'launcher.json')).mode & 0o077).toBe(0);
  lock.release();
  expect(ownerOf(home)).toBeNull();
  take().release();
});

test('a lock of a process that is gone is taken over', () => {
  writeFileSync(path.join(home, 'launcher.json'), JSON.stringify({ pid: 2 ** 22 + 1, began: '1', url: null, databaseUrl: null }));
  expect(ownerOf(home)).toBeNull();
  take().release();
});

test.runIf(process.platform === 'linux')('a lock whose number is another process now is taken over', () => {
  take();
  const file = path.join(home, 'launcher.json');
  const owner = JSON.parse(readFileSync(file, 'utf8')) as { began: string };
  writeFileSync(file, JSON.stringify({ ...owner, began: `${owner.began}1` }));
  expect(ownerOf(home)).toBeNull();
  take().release();
});

test('a lock that is no JSON is taken over', () => {
  writeFileSync(path.join(home, 'launcher.json'), '');
  take().release();
});

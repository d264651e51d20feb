import path from 'node:path';
import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

const base = { DATABASE_URL: 'postgres://localhost/x', SAGITTAL_HOME: '/home/sagittal' };

test('what is not set has its default', () => {
  expect(readEnv(base)).toEqual({
    databaseUrl: 'postgres://localhost/x',
    home: '/home/sagittal',
    weights: { folders: [], downloads: path.join('/home/sagittal', 'weights'), mirror: null, offline: false },
    dataRoots: [],
    codeVersion: 'unknown',
    threads: undefined,
  });
});

test('path lists and threads are read', () => {
  const env = readEnv({
    ...base,
    SAGITTAL_WEIGHTS: ['/a', '', '/b'].join(path.delimiter),
    SAGITTAL_THREADS: '3',
    SAGITTAL_DATA_ROOTS: '',
  });
  expect(env.weights.folders).toEqual(['/a', '/b']);
  expect(env.threads).toBe(3);
  expect(readEnv({ ...base, SAGITTAL_THREADS: '' }).threads).toBeUndefined();
});

test.each([
  [{ SAGITTAL_HOME: 'relative' }, 'SAGITTAL_HOME'],
  [{ SAGITTAL_THREADS: '0' }, 'SAGITTAL_THREADS'],
  [{ SAGITTAL_THREADS: 'many' }, 'SAGITTAL_THREADS'],
  [{ DATABASE_URL: '' }, 'DATABASE_URL'],
])('%j is refused by name', (wrong, name) => {
  expect(() => readEnv({ ...base, ...wrong })).toThrow(name);
});

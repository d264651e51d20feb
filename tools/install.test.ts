import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { agrees } from './install.mjs';
import { prerequisites } from './prerequisites.mjs';
import { root } from './root.ts';

const lock = {
  packages: {
    '': {},
    'libs/data': { version: '0.1.0' },
    'node_modules/@sagittal/data': { link: true },
    'node_modules/sharp': { version: '1.0.0' },
    'node_modules/@img/sharp-darwin': { version: '1.0.0', optional: true },
  },
};

test('packages of other platforms need not be there', () => {
  expect(agrees(lock, { packages: { 'node_modules/sharp': { version: '1.0.0' } } })).toBe(true);
});

test('a package that is missing, or of another version, is installed', () => {
  expect(agrees(lock, { packages: {} })).toBe(false);
  expect(agrees(lock, { packages: { 'node_modules/sharp': { version: '1.0.1' } } })).toBe(false);
});

test('each missing prerequisite has its mend', () => {
  for (const { name, found, mend } of prerequisites(root)) {
    expect(name).not.toBe('');
    expect(found).not.toBe('');
    expect(mend === null || mend.length > 10).toBe(true);
  }
});

test('a verb that is not there names those that are', () => {
  const run = spawnSync(process.execPath, [path.join(root, 'tools/bootstrap.mjs'), 'launch'], { encoding: 'utf8' });
  expect(run.status).toBe(2);
  expect(run.stderr).toContain('start, dev, test, check');
});

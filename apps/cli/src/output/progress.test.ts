import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

function collect(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY });
  const text = () => String(stream.read() ?? '');
  return { stream, text };
}

test('without a terminal: a line when the phase changes, and every ten seconds', () => {
  const { stream, text } = collect(false);
  let now = 0;
  const progress = createProgress(stream, () => now);
  progress.show({ label: 'features', done: 0, total: 5708 });
  now += 9_000;
  progress.show({ label: 'features', done: 1000, total: 5708 });
  now += 1_000;
  progress.show({ label: 'features', done: 1200, total: 5708, etaSeconds: 61 });
  progress.show({ label: 'training', done: 0, total: null, detail: 'epoch 1 of 40' });
  progress.stop();
  expect(text().split('\n')).toEqual([
    'features · 0 of 5,708',
    'features · 1,200 of 5,708 · 1 min 1 s left',
    'training · epoch 1 of 40',
    '',
  ]);
});

test('on a terminal: one bar, which a remark interrupts', () => {
  const { stream, text } = collect(true);
  const progress = createProgress(stream);
  progress.show({ label: 'importing', done: 25, total: 100 });
  progress.remark('The server is silent.');
  progress.show({ label: 'importing', done: 50, total: 100, detail: 'x\u001b[2Jy' });
  progress.stop();
  const shown = text();
  expect(shown).toContain('25 %  25/100');
  expect(shown).toContain('The server is silent.\n');
  expect(shown).toContain('50 %  50/100  x\\u001b[2Jy');
});

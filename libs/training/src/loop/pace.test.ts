import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

test('an abort stops at the next breath', async () => {
  const controller = new AbortController();
  const pace = new Pace(controller.signal);
  await pace.breathe();
  controller.abort();
  await expect(pace.breathe()).rejects.toMatchObject({ code: 'CANCELLED' });
});

test('timers get their turn in a busy loop', async () => {
  const pace = new Pace(new AbortController().signal);
  let fired = false;
  setTimeout(() => {
    fired = true;
  }, 1);
  const start = performance.now();
  while (!fired && performance.now() - start < 5_000) await pace.breathe();
  expect(fired).toBe(true);
});

test('progress is due at once and then not before half a second', () => {
  const pace = new Pace(new AbortController().signal);
  expect(pace.dueToTell()).toBe(true);
  expect(pace.dueToTell()).toBe(false);
});

import { expect, test } from 'vitest';
import type { Work } from './jobs/work.ts';
import { Slot } from './slot.ts';

function piece(id: string, log: string[]): Work & { finish(): void } {
  let finish = () => undefined as void;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    id,
    done,
    finish,
    cancel: () => log.push(`cancel ${id}`),
    stop: () => {
      log.push(`stop ${id}`);
      finish();
    },
  };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

test('one piece after the other, until there is none', async () => {
  const log: string[] = [];
  const pieces = [piece('a', log), piece('b', log)];
  const queue = [...pieces];
  const begun: string[] = [];
  const slot = new Slot({
    begin: async () => {
      const next = queue.shift() ?? null;
      if (next) begun.push(next.id);
      return next;
    },
    say: () => undefined,
  });
  slot.poke();
  slot.poke();
  await turn();
  expect(begun).toEqual(['a']);
  slot.cancel('b');
  slot.cancel('a');
  expect(log).toEqual(['cancel a']);
  pieces[0]?.finish();
  await turn();
  expect(begun).toEqual(['a', 'b']);
  pieces[1]?.finish();
  await turn();
  const late = piece('c', log);
  queue.push(late);
  slot.poke();
  await turn();
  expect(begun).toEqual(['a', 'b', 'c']);
  await slot.stop();
  expect(log).toEqual(['cancel a', 'stop c']);
  slot.poke();
  await turn();
  expect(begun).toHaveLength(3);
});

test('a poke during the last look is not lost', async () => {
  let looks = 0;
  const slot = new Slot({
    begin: async () => {
      looks += 1;
      if (looks === 1) slot.poke();
      return null;
    },
    say: () => undefined,
  });
  slot.poke();
  await turn();
  expect(looks).toBe(2);
  await slot.stop();
});

test('an error while taking work is said, and the next poke tries again', async () => {
  const said: string[] = [];
  let looks = 0;
  const slot = new Slot({
    begin: async () => {
      looks += 1;
      if (looks === 1) throw new Error('away');
      return null;
    },
    say: (message) => said.push(message),
  });
  slot.poke();
  await turn();
  expect(said).toEqual(['No work could be taken: away']);
  slot.poke();
  await turn();
  expect(looks).toBe(2);
  await slot.stop();
});

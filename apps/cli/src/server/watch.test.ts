import { expect, test } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { watchUntilOver } from './watch.ts';

const FAST = { quietMs: 20, pollMs: 5, giveUpMs: 200 };
const never = { connected: () => false, close: () => undefined };
const silence = new Failure(EXIT.unreachable, { message: 'silent' });

test('asks until it is over where no event comes', async () => {
  const states = [1, 2, 3];
  const reported: number[] = [];
  const last = await watchUntilOver<number>(
    {
      read: () => Promise.resolve(states.shift() ?? 4),
      subscribe: () => never,
      isOver: (state) => state === 4,
      report: (state) => reported.push(state),
      silent: () => undefined,
    },
    new AbortController().signal,
    FAST,
  );
  expect(last).toBe(4);
  expect(reported).toEqual([1, 2, 3, 4]);
});

test('an event is taken at once, without asking', async () => {
  let emit: (state: number) => void = () => undefined;
  let reads = 0;
  let closed = false;
  const done = watchUntilOver<number>(
    {
      read: () => {
        reads += 1;
        setTimeout(() => emit(9), 10);
        return Promise.resolve(1);
      },
      subscribe: (onState) => {
        emit = onState;
        return { connected: () => true, close: () => (closed = true) };
      },
      isOver: (state) => state === 9,
      report: () => undefined,
      silent: () => undefined,
    },
    new AbortController().signal,
    { quietMs: 60_000, pollMs: 60_000, giveUpMs: 60_000 },
  );
  expect(await done).toBe(9);
  expect(reads).toBe(1);
  expect(closed).toBe(true);
});

test('a silent server is waited for, and told once each way', async () => {
  const answers: (number | Failure)[] = [1, silence, silence, 2];
  const told: boolean[] = [];
  const last = await watchUntilOver<number>(
    {
      read: () => {
        const answer = answers.shift() ?? 3;
        return typeof answer === 'number' ? Promise.resolve(answer) : Promise.reject(answer);
      },
      subscribe: () => never,
      isOver: (state) => state === 3,
      report: () => undefined,
      silent: (isSilent) => told.push(isSilent),
    },
    new AbortController().signal,
    FAST,
  );
  expect(last).toBe(3);
  expect(told).toEqual([true, false]);
});

test('a server that stays silent is given up; another failure at once', async () => {
  const waiting = (error: Failure) =>
    watchUntilOver<number>(
      {
        read: () => Promise.reject(error),
        subscribe: () => never,
        isOver: () => false,
        report: () => undefined,
        silent: () => undefined,
      },
      new AbortController().signal,
      FAST,
    );
  await expect(waiting(silence)).rejects.toMatchObject({ exitCode: EXIT.unreachable });
  await expect(waiting(new Failure(EXIT.failed, { code: 'NOT_FOUND', message: 'gone' }))).rejects.toMatchObject({
    exitCode: EXIT.failed,
  });
});

test('an interruption ends the waiting at once', async () => {
  const abort = new AbortController();
  const done = watchUntilOver<number>(
    {
      read: () => Promise.resolve(1),
      subscribe: () => never,
      isOver: () => false,
      report: () => undefined,
      silent: () => undefined,
    },
    abort.signal,
    { quietMs: 60_000, pollMs: 60_000, giveUpMs: 60_000 },
  );
  setTimeout(() => abort.abort(), 10);
  await expect(done).rejects.toMatchObject({ exitCode: EXIT.interrupted });
});

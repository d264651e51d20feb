import { expect, test } from 'vitest';
import { rotate } from './rotate.ts';

test('each round begins with another party, and the first does not count', async () => {
  const order: string[] = [];
  const turn = (name: string) => () => {
    order.push(name);
    return Promise.resolve(order.length);
  };
  const told: number[] = [];
  const parties = new Map(['a', 'b', 'c'].map((name) => [name, turn(name)]));
  const rounds = await rotate(2, parties, (round) => told.push(round));
  expect(order.join('')).toBe('abcbcacab');
  expect(told).toEqual([0, 1, 2]);
  expect(rounds.map((round) => Object.fromEntries(round))).toEqual([
    { b: 4, c: 5, a: 6 },
    { c: 7, a: 8, b: 9 },
  ]);
});

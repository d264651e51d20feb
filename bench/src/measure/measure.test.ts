import { expect, test } from 'vitest';
import { alternate } from './alternate.ts';
import { rateAgainst, rateAlone } from './result.ts';
import { median, spread } from './statistics.ts';

test('median and spread', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([5])).toBe(5);
  expect(median([])).toBeNaN();
  expect(spread([90, 100, 120])).toBeCloseTo(0.3);
});

test('the ratio is that of the pairs, not of the medians', () => {
  const pairs = [
    { ours: 10, peer: 10 },
    { ours: 50, peer: 100 },
    { ours: 30, peer: 20 },
  ];
  expect(rateAgainst({ suite: 's', name: 'n', unit: 'images/s' }, pairs, 'the other', 0.9)).toEqual({
    suite: 's',
    name: 'n',
    unit: 'images/s',
    value: 30,
    spread: 40 / 30,
    peer: 'the other',
    peerValue: 20,
    ratio: 1,
    target: 0.9,
  });
});

test('alone, and of one turn', () => {
  expect(rateAlone({ suite: 's', name: 'n', unit: 'u' }, [7])).toEqual({
    ...{ suite: 's', name: 'n', unit: 'u', value: 7 },
    ...{ spread: null, peer: null, peerValue: null, ratio: null, target: null },
  });
});

test('turns alternate, who begins changes, and the first pair does not count', async () => {
  const order: string[] = [];
  const turn = (name: string) => () => {
    order.push(name);
    return Promise.resolve(order.length);
  };
  const pairs = await alternate(2, turn('ours'), turn('peer'), () => undefined);
  expect(order).toEqual(['ours', 'peer', 'peer', 'ours', 'ours', 'peer']);
  expect(pairs).toEqual([
    { ours: 4, peer: 3 },
    { ours: 5, peer: 6 },
  ]);
});

import { expect, test } from 'vitest';
import { chartEvents } from './chart-events.ts';

const event = (kind: 'BEST' | 'RESUMED' | 'LEARNING_RATE_CHANGED' | 'STARTED', epoch: number | null) => ({
  kind,
  epoch,
  at: '2026-01-01T00:00:00.000Z',
});

test('the last best epoch and what callbacks did are marked, nothing else', () => {
  const marks = chartEvents([
    event('STARTED', null),
    event('BEST', 1),
    event('LEARNING_RATE_CHANGED', 3),
    event('RESUMED', null),
    event('BEST', 4),
  ]);
  expect(marks.map(({ label, tone }) => [label, tone])).toEqual([
    ['rate changed, epoch 3', 'warn'],
    ['best so far, epoch 4', 'good'],
  ]);
});

test('a rate that changes all the time is a schedule, not news', () => {
  expect(chartEvents(Array.from({ length: 20 }, (_, epoch) => event('LEARNING_RATE_CHANGED', epoch + 1)))).toEqual([]);
});

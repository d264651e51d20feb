import { expect, test } from 'vitest';
import { conditionWords, runsView } from './runs-view.ts';

test('a view is read from the URL, nonsense counting as absent', () => {
  expect(runsView(new URLSearchParams('status=FAILED&sort=test&direction=ASC&after=a&after=b&dataset=brain'))).toEqual({
    search: '',
    status: 'FAILED',
    dataset: 'brain',
    sort: 'test',
    direction: 'ASC',
    cursors: ['a', 'b'],
  });
  expect(runsView(new URLSearchParams('status=ODD&sort=x&direction=up'))).toEqual({
    search: '',
    status: null,
    dataset: null,
    sort: 'started',
    direction: 'DESC',
    cursors: [],
  });
});

test('an empty list names what emptied it', () => {
  expect(conditionWords(runsView(new URLSearchParams('search=cnn&status=FAILED')))).toEqual([
    'name contains “cnn”',
    'status is failed',
  ]);
});

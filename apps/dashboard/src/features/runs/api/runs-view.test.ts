import { expect, test } from 'vitest';
import { columnName } from './columns.ts';
import { conditionWords, orderOf, runsView, whereOf } from './runs-view.ts';

const view = (search: string) => runsView(new URLSearchParams(search));

test('a view is read from the URL, nonsense counting as absent', () => {
  expect(view('status=FAILED&sort=test&direction=ASC&after=a&after=b&dataset=brain&bin=1&group=none')).toMatchObject({
    status: 'FAILED',
    dataset: 'brain',
    bin: true,
    grouped: false,
    sort: 'test',
    direction: 'ASC',
    cursors: ['a', 'b'],
  });
  expect(view('sort=x&direction=up&columns=nothing,,a')).toMatchObject({ sort: 'started', direction: 'DESC', grouped: true });
  expect(view('columns=nothing').columns.length).toBeGreaterThan(4);
});

test('columns keep the order they were chosen in, each once', () => {
  const { columns } = view('columns=time,recipe.batch,metric.val_loss.min,time,nonsense');
  expect(columns.map(columnName)).toEqual(['time', 'recipe.batch', 'metric.val_loss.min']);
});

test('the order gathers splits first, unless one list is wanted', () => {
  expect(orderOf(view('sort=metric.val_loss.min&direction=ASC'))).toEqual([
    { field: 'DATASET', direction: 'ASC' },
    { field: 'SPLIT', direction: 'ASC' },
    { metric: 'val_loss', aggregate: 'MIN', direction: 'ASC' },
  ]);
  expect(orderOf(view('group=none&sort=name'))).toEqual([{ field: 'NAME', direction: 'DESC' }]);
});

test('what is filtered goes to the server whole', () => {
  expect(whereOf(view('search=cnn+batch%3D32&status=FAILED&split=spl_1&bin=1'))).toEqual({
    deleted: true,
    and: [{ recipe: { path: 'batch', eq: 32 } }, { status: ['FAILED'] }],
    splitId: ['spl_1'],
    search: 'cnn',
  });
  expect(whereOf(view('status=ODD'))).toEqual({});
});

test('an empty list names what emptied it', () => {
  expect(conditionWords(view('search=cnn&status=FAILED'))).toEqual(['name contains “cnn”', 'status is failed']);
  expect(conditionWords(view('search=batch%3D1'))).toEqual(['the condition of the filter']);
});

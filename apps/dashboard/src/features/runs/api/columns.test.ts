import { expect, test } from 'vitest';
import { DEFAULT_COLUMNS, columnLabel, columnName, columnOrder, columnsOffered, parseColumn } from './columns.ts';

test('every column that is offered is read back from its name', () => {
  const offered = columnsOffered(['val_loss', 'odd.key'], ['optimizer.learningRate', 'epochs']).flatMap(({ columns }) => columns);
  expect(offered.length).toBeGreaterThan(20);
  for (const column of offered) expect(parseColumn(columnName(column))).toEqual(column);
  for (const name of DEFAULT_COLUMNS) expect(parseColumn(name)).not.toBeNull();
});

test.each(['', 'nonsense', 'metric.', 'metric.val_loss', 'metric.val_loss.median', 'recipe.', 'curve..x', 'recipe.a..b'])(
  '%j is no column',
  (name) => {
    expect(parseColumn(name)).toBeNull();
  },
);

test('a column says what it shows and how it sorts', () => {
  const best = { kind: 'metric', key: 'val_accuracy', aggregate: 'BEST' } as const;
  expect(columnLabel(best)).toBe('Validation accuracy, best, %');
  expect(columnOrder(best)).toEqual({ metric: 'val_accuracy', aggregate: 'BEST' });
  expect(columnOrder({ kind: 'recipe', path: 'batch' })).toEqual({ recipePath: 'batch' });
  expect(columnOrder({ kind: 'curve', key: 'loss' })).toBeNull();
  expect(columnOrder({ kind: 'field', field: 'test' })).toEqual({ evaluation: { key: 'accuracy', subset: 'TEST' } });
});

import { expect, test } from 'vitest';
import { chosen, datasetView, imageWhere } from './dataset-view.ts';

const versions = [
  { id: 'dsv_2', splits: [{ id: 'spl_3' }] },
  { id: 'dsv_1', splits: [{ id: 'spl_1' }, { id: 'spl_2' }] },
];

test('without a wish, the newest version and its first split are shown', () => {
  expect(chosen(versions, datasetView(new URLSearchParams()))).toEqual({ version: versions[0], split: { id: 'spl_3' } });
  expect(chosen(versions, datasetView(new URLSearchParams('version=dsv_1&split=spl_2')))).toEqual({
    version: versions[1],
    split: { id: 'spl_2' },
  });
  expect(chosen(versions, datasetView(new URLSearchParams('version=dsv_9&split=spl_9')))).toEqual({
    version: versions[0],
    split: { id: 'spl_3' },
  });
  expect(chosen([], datasetView(new URLSearchParams()))).toEqual({ version: null, split: null });
});

test('a subset is one of a split', () => {
  const view = datasetView(new URLSearchParams('label=glioma&subset=TEST'));
  expect(imageWhere(view, 'spl_1')).toEqual({ label: 'glioma', subset: 'TEST', splitId: 'spl_1' });
  expect(imageWhere(view, null)).toEqual({ label: 'glioma' });
});

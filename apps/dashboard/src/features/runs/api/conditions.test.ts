import { describe, expect, test } from 'vitest';
import { readConditions } from './conditions.ts';

test('words are a part of the name', () => {
  expect(readConditions('resnet  full')).toEqual({ where: [], search: 'resnet full', problems: [] });
  expect(readConditions('sand and sea').search).toBe('sand and sea');
  expect(readConditions('')).toEqual({ where: [], search: '', problems: [] });
});

describe('conditions', () => {
  test.each([
    ['status = failed', { status: ['FAILED'] }],
    ['status!=finished', { not: { status: ['FINISHED'] } }],
    ['dataset = "two words"', { datasetName: 'two words' }],
    ['architecture=resnet50', { architecture: ['resnet50'] }],
    ['tag.reader = a', { tag: { key: 'reader', value: 'a' } }],
    ['val_accuracy > 0.85', { metric: { key: 'val_accuracy', aggregate: 'BEST', gt: 0.85 } }],
    ['val_loss.last <= 1e-1', { metric: { key: 'val_loss', aggregate: 'LAST', lte: 0.1 } }],
    ['optimizer.learningRate <= 1e-3', { recipe: { path: 'optimizer.learningRate', lte: 0.001 } }],
    ['optimizer.type = adam', { recipe: { path: 'optimizer.type', eq: 'adam' } }],
    ['loss < 1', { metric: { key: 'loss', aggregate: 'BEST', lt: 1 } }],
    ['loss.last < 1', { metric: { key: 'loss', aggregate: 'LAST', lt: 1 } }],
    ['loss.type = x', { recipe: { path: 'loss.type', eq: 'x' } }],
    ['batch != 32', { recipe: { path: 'batch', ne: 32 } }],
    ['optimizer.nesterov = true', { recipe: { path: 'optimizer.nesterov', eq: true } }],
    ['backbone.weights = null', { recipe: { path: 'backbone.weights', eq: null } }],
    ['backbone.architecture ~ net', { recipe: { path: 'backbone.architecture', contains: 'net' } }],
  ])('%s', (text, where) => {
    expect(readConditions(text)).toEqual({ where: [where], search: '', problems: [] });
  });

  test('several must all hold, with the name before, between and behind', () => {
    const { where, search } = readConditions('made val_accuracy>0.9 and batch=32 up');
    expect(where).toHaveLength(2);
    expect(search).toBe('made up');
  });

  test.each(['status = odd', 'val_accuracy > high', 'dataset > 3', 'batch > many', 'val_loss ~ 3'])('%s is told', (text) => {
    const { where, problems } = readConditions(text);
    expect(where).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});

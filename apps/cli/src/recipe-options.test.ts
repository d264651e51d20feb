import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Failure } from './failure.ts';
import { applySettings, parseRecipe, parseSetting } from './recipe-options.ts';

describe('--set', () => {
  test.each([
    ['optimizer.learningRate=0.001', ['optimizer', 'learningRate'], 0.001],
    ['epochs=3', ['epochs'], 3],
    ['optimizer.type=adam', ['optimizer', 'type'], 'adam'],
    ['backbone.weights=null', ['backbone', 'weights'], null],
    ['head.standardize=true', ['head', 'standardize'], true],
    ['head.dense=[128, 64]', ['head', 'dense'], [128, 64]],
    ['backbone.weights=a=b', ['backbone', 'weights'], 'a=b'],
    ['backbone.weights=', ['backbone', 'weights'], ''],
    ['epochs="3"', ['epochs'], '3'],
  ])('%s', (text, path, value) => {
    expect(parseSetting(text)).toEqual({ path, value });
  });

  test.each(['', 'epochs', '=3', 'a..b=1', '.a=1', 'a.=1', '__proto__.x=1', 'a b=1', 'a[0]=1'])(
    '%j is refused as a usage error',
    (text) => {
      expect(() => parseSetting(text)).toThrow(Failure);
    },
  );

  test('later settings lie over earlier ones, and neighbours stay', () => {
    const recipe = { optimizer: { type: 'adam', beta1: 0.9 }, epochs: 10 };
    const settings = ['optimizer.learningRate=0.1', 'optimizer.learningRate=0.01', 'task.positive=["tumor"]'];
    expect(applySettings(recipe, settings)).toEqual({
      optimizer: { type: 'adam', beta1: 0.9, learningRate: 0.01 },
      epochs: 10,
      task: { positive: ['tumor'] },
    });
    expect(recipe).toEqual({ optimizer: { type: 'adam', beta1: 0.9 }, epochs: 10 });
  });

  test('a value has no parts', () => {
    expect(() => applySettings({}, ['optimizer=adam', 'optimizer.learningRate=1'])).toThrow(/optimizer was set to a value/);
  });

  test('names of inherited properties are keys like others', () => {
    expect(applySettings({}, ['constructor.name=x'])).toEqual({ constructor: { name: 'x' } });
  });

  test('any JSON value comes through', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseSetting(`a.b=${JSON.stringify(value)}`).value).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

test('a recipe file is a JSON object', () => {
  expect(parseRecipe('{"epochs": 3}', 'r.json')).toEqual({ epochs: 3 });
  for (const text of ['', '[]', 'null', '3', '{']) expect(() => parseRecipe(text, 'r.json')).toThrow(/r\.json/);
});

import { expect, test } from 'vitest';
import { conditionWords, evaluationShown, predictionsView, whereOf } from './predictions-view.ts';

const view = predictionsView(new URLSearchParams('subset=TEST&errors=1&label=a&predicted=b&order=PATH&open=prd_1'));

test('the view is read from the URL', () => {
  expect(view).toEqual({ subset: 'TEST', errorsOnly: true, label: 'a', predicted: 'b', order: 'PATH', open: 'prd_1' });
  expect(predictionsView(new URLSearchParams('subset=ALL&order=?'))).toEqual({
    subset: null,
    errorsOnly: false,
    label: null,
    predicted: null,
    order: 'MOST_WRONG',
    open: null,
  });
});

test('conditions go to the API, and are told when they empty the list', () => {
  expect(whereOf(view)).toEqual({ correct: false, label: 'a', predictedLabel: 'b' });
  expect(conditionWords(view)).toBe('wrong, of class a, answered as b');
});

test('test is shown where it was read, else validation', () => {
  const any = predictionsView(new URLSearchParams());
  expect(evaluationShown([{ subset: 'VALIDATION' }, { subset: 'TEST' }], any)).toEqual({ subset: 'TEST' });
  expect(evaluationShown([{ subset: 'VALIDATION' }], any)).toEqual({ subset: 'VALIDATION' });
  expect(evaluationShown([{ subset: 'VALIDATION' }], view)).toBeNull();
});

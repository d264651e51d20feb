import type { Op } from '@sagittal/models';
import { expect, test } from 'vitest';
import { finishEarly } from './finish-early.ts';

function add(inputs: readonly [string, string], output: string): Op {
  return { kind: 'add', inputs, outputs: [output], attributes: {} };
}

test('what nobody reads comes right behind what it waits for, all else keeps its order', () => {
  const first = add(['x', 'x'], 'a');
  const second = add(['a', 'x'], 'b');
  const third = add(['b', 'a'], 'c');
  const ofFirst = add(['a', 'rate'], 'a/next');
  const ofSecond = add(['rate', 'b'], 'b/next');
  const ofGiven = add(['rate', 'x'], 'x/next');
  expect(finishEarly([first, second, third, ofFirst, ofSecond, ofGiven])).toEqual([
    ofGiven,
    first,
    ofFirst,
    second,
    third,
    ofSecond,
  ]);
});

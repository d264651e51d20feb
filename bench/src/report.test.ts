import { expect, test } from 'vitest';
import { report } from './report.ts';

const result = {
  suite: 's',
  name: 'import',
  value: 306.3,
  unit: 'images/s',
  spread: 0.35,
  peer: null,
  peerValue: null,
  ratio: null,
  target: null,
};

test('one line each, with the verdict where a ratio was asked for', () => {
  const compared = {
    ...result,
    name: 'features',
    value: 9.876,
    spread: null,
    peer: 'bare session',
    peerValue: 10,
    ratio: 0.988,
    target: 0.9,
  };
  expect(report([result, compared, { ...compared, ratio: 0.5 }]).split('\n')).toEqual([
    'import: 306 images/s · spread 35 %',
    'features: 9.88 images/s · bare session: 10.0 images/s · ratio 0.988 · reaches the target 0.9',
    'features: 9.88 images/s · bare session: 10.0 images/s · ratio 0.500 · MISSES the target 0.9',
  ]);
});

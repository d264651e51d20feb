import { expect, test } from 'vitest';
import { matchResults } from './match-results.ts';
import type { Match } from './match.ts';
import { type ComputeNetwork, computeNetworks } from './networks.ts';

function network(name: string): ComputeNetwork {
  const found = computeNetworks.find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

const titles = new Map([
  ['ours', 'ours 1'],
  ['keras', 'Keras 3'],
  ['torch', 'PyTorch 2'],
]);
const match: Match = {
  rounds: [
    new Map(Object.entries({ ours: 2, keras: 4, torch: 1 })),
    new Map(Object.entries({ ours: 2, keras: 2, torch: 1.6 })),
    new Map(Object.entries({ ours: 4, keras: 3, torch: 3 })),
  ],
  peakBytes: new Map(Object.entries({ ours: 2 ** 30, keras: 2 ** 32, torch: 2 ** 31 })),
  titles,
  foreignShare: 0.25,
  idleShare: 0,
};
const pick = (results: ReturnType<typeof matchResults>) =>
  results.map(({ name, value, peer, peerValue, ratio, target }) => ({ name, value, peer, peerValue, ratio, target }));

test('a step against each peer, and memory against the faster one', () => {
  expect(pick(matchResults(network('resnet50'), 'step', match, new Map()))).toEqual([
    { name: 'ResNet50 full step', value: 8, peer: 'Keras 3', peerValue: 16 / 3, ratio: 1, target: 1 },
    { name: 'ResNet50 full step', value: 8, peer: 'PyTorch 2', peerValue: 10, ratio: 0.75, target: 0.9 },
    {
      name: 'ResNet50 full step, peak memory of the process',
      value: 1024,
      peer: 'PyTorch 2',
      peerValue: 2048,
      ratio: 2,
      target: 1,
    },
    {
      name: 'ResNet50 full step, processors taken by other programs meanwhile',
      ...{ value: 25, peer: null, peerValue: null, ratio: null, target: null },
    },
  ]);
});

test('MobileNetV2 is asked for more than the faster peer, others for Keras’s rate alone', () => {
  const targets = (name: string) =>
    matchResults(network(name), 'step', match, new Map())
      .filter(({ unit }) => unit === 'images/s')
      .map(({ peer, target }) => [peer, target]);
  expect(targets('mobilenetv2-1.0')).toEqual([
    ['Keras 3', 1],
    ['PyTorch 2', 1.2],
  ]);
  expect(targets('vgg16')).toEqual([
    ['Keras 3', 1],
    ['PyTorch 2', null],
  ]);
});

test('the bound is the better matrix product of each round', () => {
  const rounds = match.rounds.map((round, index) => new Map([...round, ['product', index === 0 ? 1 : 4], ['numpy', 2]]));
  const bounded: Match = { ...match, rounds, titles: new Map([...titles, ['product', 'engine'], ['numpy', 'numpy 2']]) };
  const operations = new Map(Object.entries({ ours: 4e9, product: 2e9, numpy: 2e9 }));
  const [bound] = matchResults(network('resnet50'), 'forward', bounded, operations).filter(({ unit }) => unit === 'GFLOP/s');
  // ours 2, 2, 1; the bound 2, 1, 1
  expect(bound).toMatchObject({ value: 2, peer: 'matrix product of numpy 2', peerValue: 1, ratio: 1, target: 0.95 });
});

test('alone, where there is no peer', () => {
  const alone: Match = {
    ...{ rounds: [new Map([['ours', 2]])], titles: new Map([['ours', 'ours 1']]), peakBytes: new Map() },
    ...{ foreignShare: null, idleShare: 0 },
  };
  expect(pick(matchResults(network('vgg16'), 'forward', alone, new Map([['ours', 1]])))).toEqual([
    { name: 'VGG16 forward', value: 8, peer: null, peerValue: null, ratio: null, target: null },
  ]);
});

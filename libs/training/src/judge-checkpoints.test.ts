import { expect, test } from 'vitest';
import type { TrainEvent } from './events.ts';
import { judgeCheckpoints } from './judge-checkpoints.ts';

const checkpoint = (kind: 'BEST' | 'LAST'): TrainEvent => ({
  type: 'checkpoint',
  kind,
  epoch: 1,
  step: 1,
  file: kind,
  bytes: 1,
  sha256: '',
});
const images = ['a', 'b'].map((itemId) => ({ itemId, name: itemId, path: itemId, sha256: itemId, classIndex: 0 }));

test('a best checkpoint is followed by its predictions on validation, the last one is not', async () => {
  const given = async function* () {
    yield checkpoint('BEST');
    yield checkpoint('LAST');
  };
  const best = {
    epoch: 1,
    step: 1,
    parameters: new Map(),
    optimizerState: new Map(),
    validationScores: Float32Array.of(0.75, 0.25, 0.25, 0.75),
  };
  const events = [];
  for await (const event of judgeCheckpoints(given(), best, { images, labels: Int32Array.of(0, 0), classes: ['x', 'y'] }))
    events.push(event);
  expect(events.map(({ type }) => type)).toEqual(['checkpoint', 'predictions', 'checkpoint']);
  expect(events[1]).toMatchObject({
    subset: 'VALIDATION',
    itemIds: ['a', 'b'],
    report: {
      imageCount: 2,
      confusion: [
        [1, 1],
        [0, 0],
      ],
    },
  });
});

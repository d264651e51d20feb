import type { Engine } from '@sagittal/engines';
import { expect, test } from 'vitest';
import { evaluateSubset } from './evaluate-subset.ts';
import { MemorySource } from './samples/memory-source.ts';

const images = ['a', 'b'].map((itemId) => ({ itemId, name: `${itemId}.png`, path: '', sha256: '', classIndex: 0 }));

/** An engine that gives these scores, whatever it is asked. */
function answering(scores: Float32Array): Engine {
  return {
    name: 'given',
    version: '1',
    device: 'none',
    threads: 1,
    compileForward: () =>
      Promise.resolve({
        forward: () => Promise.resolve(new Map([['probabilities', scores]])),
        dispose: () => Promise.resolve(),
      }),
    compileTraining: () => Promise.reject(new Error('Nothing is trained here.')),
  };
}

async function evaluated(scores: Float32Array) {
  const source = { source: new MemorySource(new Uint8Array(2), 1), labels: Int32Array.of(0, 1) };
  const model = {
    graph: { name: '', layers: [], endpoints: {}, output: '' },
    parameters: new Map(),
    classes: ['x', 'y'],
    batch: 32,
  };
  const events = [];
  const signal = new AbortController().signal;
  for await (const event of evaluateSubset('TEST', images, source, model, { engine: answering(scores), signal }))
    events.push(event);
  return events;
}

test('a subset is judged, between the first and the last word on its progress', async () => {
  const events = await evaluated(Float32Array.of(0.75, 0.25, 0.25, 0.75));
  expect(events.map(({ type }) => type)).toEqual(['progress', 'predictions', 'progress']);
});

test('scores that are no numbers are no result: the picture is named', async () => {
  await expect(evaluated(Float32Array.of(0.75, 0.25, NaN, NaN))).rejects.toMatchObject({
    code: 'LOSS_NOT_FINITE',
    item: 'b.png',
    message: expect.stringContaining('1 of the 2 images of TEST'),
  });
});

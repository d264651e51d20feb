import { expect, test } from 'vitest';
import { type Progress, progressShare, progressWords } from './run-progress.ts';

const base: Progress = {
  phase: 'QUEUED',
  done: 0,
  total: null,
  epoch: null,
  epochs: null,
  step: null,
  stepsPerEpoch: null,
  imagesPerSecond: null,
  etaSeconds: null,
};

test('a run tells where it stands', () => {
  expect(progressWords(base)).toBe('waiting');
  expect(progressWords({ ...base, phase: 'TRAINING', epoch: 11, epochs: 25 })).toBe('epoch 11 of 25');
  expect(progressWords({ ...base, phase: 'TRAINING' })).toBe('training');
  expect(progressWords({ ...base, phase: 'WEIGHTS', done: 12_345_678, total: 94_765_736 })).toBe(
    'downloading the weights, 12.3 of 94.8 MB',
  );
  expect(progressWords({ ...base, phase: 'FEATURES', done: 1024, total: 7019 })).toBe(
    'computing features, 1,024 of 7,019 images',
  );
});

test('the share done is between 0 and 1', () => {
  expect(progressShare(base)).toBe(0);
  expect(progressShare({ ...base, phase: 'TRAINING', done: 3, total: 0 })).toBe(0);
  expect(progressShare({ ...base, phase: 'TRAINING', done: 30, total: 20 })).toBe(1);
  expect(progressShare({ ...base, phase: 'TRAINING', done: 5, total: 20 })).toBe(0.25);
  expect(progressShare({ ...base, phase: 'DONE' })).toBe(1);
});

import { expect, test } from 'vitest';
import type { FineTuningRecord } from '../suites/fine-tuning/curve.ts';
import { betweenMarks } from './between-marks.ts';
import { fineTuningPlot, fineTuningTable } from './fine-tuning.ts';
import { performanceTables } from './performance.ts';

test('only what stands between the marks is replaced', () => {
  const page = 'before\n<!-- begin figures -->\nold\n<!-- end figures -->\nafter\n';
  const once = betweenMarks(page, 'figures', 'new\n');
  expect(once).toBe('before\n<!-- begin figures -->\n\nnew\n\n<!-- end figures -->\nafter\n');
  expect(betweenMarks(once, 'figures', 'new')).toBe(once);
  expect(() => betweenMarks(page, 'tables', '')).toThrow(RangeError);
});

test('tables of rates, bound, memory and profile, with what was missed', () => {
  const result = { suite: 'compute', spread: 0.04, peer: 'Keras 3', target: null };
  const text = performanceTables({
    machine: {
      ...{ processor: 'a processor', cores: 2, memoryBytes: 24 * 2 ** 30, system: 'Linux', node: 'v20' },
      measuredAt: '2026-01-02T03:04:05Z',
    },
    results: [
      { ...result, name: 'VGG16 forward', value: 10, unit: 'images/s', peerValue: 8, ratio: 1.25 },
      { ...result, name: 'VGG16 full step', value: 10, unit: 'images/s', peerValue: 20, ratio: 0.5, target: 1 },
      {
        ...result,
        name: 'VGG16 forward, against the bound',
        value: 190,
        unit: 'GFLOP/s',
        peerValue: 200,
        ratio: 0.95,
        target: 0.95,
      },
      {
        ...result,
        name: 'VGG16 forward, peak memory',
        spread: null,
        value: 500,
        unit: 'MiB',
        peerValue: 600,
        ratio: 1.2,
        target: 1,
      },
      { ...result, name: 'VGG16 forward, others', value: 1.5, unit: '%', spread: null, peer: null, peerValue: null, ratio: null },
      {
        ...result,
        name: 'VGG16 full step, profile: Conv',
        value: 900,
        unit: 'ms',
        spread: null,
        peer: null,
        peerValue: null,
        ratio: null,
      },
    ],
  });
  expect(text).toContain('2026-01-02, a processor, 2 processors, 24 GiB, Linux, Node v20. Other programs took 1.50 to 1.50 %');
  expect(text).toContain('| VGG16 forward | 10.0 (± 2 %) | Keras 3 | 8.00 | 1.25 |  |');
  expect(text).toContain('| VGG16 full step | 10.0 (± 2 %) | Keras 3 | 20.0 | 0.50 | **no** (≥ 1) |');
  expect(text).toContain('| VGG16 forward | 190 (± 2 %) | Keras 3 | 200 | 0.95 | yes (≥ 0.95) |');
  expect(text).toContain('| VGG16 forward | 500 | Keras 3 | 600 | 1.20 | yes (≥ 1) |');
  expect(text).toContain('| VGG16 full step | Conv 900 |');
});

const record: FineTuningRecord = {
  ...{ measuredAt: '2026-01-02T03:04:05Z', processor: 'a processor', dataset: 'scans', size: 112, batch: 16, epochs: 1 },
  ...{ trainingImages: 32, testImages: 4, learningRate: 1e-4 },
  ours: { title: 'Sagittal', losses: [1.5, 0.5], tests: [{ accuracy: 0.75, loss: 0.4 }], predictions: [0, 1, 2, 3], seconds: 1 },
  double: [1.5, 0.625],
  peer: { title: 'PyTorch', losses: [1.5, 0.875], tests: [{ accuracy: 1, loss: 0.3 }], predictions: [0, 1, 2, 2], seconds: 1 },
};

test('a fine-tuning’s table and plot', () => {
  const text = fineTuningTable(record);
  expect(text).toContain('| 1 | 75.00 % | 0.4000 | 100.00 % | 0.3000 |');
  expect(text).toContain('agree on 3 of 4');
  expect(text).toContain('off by 0.0e+0, 1.3e-1 here and by 0.0e+0, 2.5e-1 in PyTorch');
  const plot = fineTuningPlot(record);
  expect(plot.match(/stroke-width="1.6"/g)).toHaveLength(2);
  // the largest loss stands at the top, the last step at the right edge
  expect(plot).toContain('401.0 34.0L744.0');
  expect(plot).toContain('>Sagittal</text>');
});

import type { StepInput } from '@sagittal/engines';
import { dropoutMask, sizeOf, type StepGraph } from '@sagittal/models';
import type { SampleBatch } from '../samples/sample-source.ts';

/** One-hot targets: [count, classes]. */
function oneHot(batch: SampleBatch, labels: Int32Array, classCount: number): Float32Array {
  const targets = new Float32Array(batch.count * classCount);
  for (const [row, index] of batch.indices.entries()) targets[row * classCount + (labels[index] ?? 0)] = 1;
  return targets;
}

/** What a step is given: samples, targets, and dropout masks that follow from seed, epoch and step alone. */
export function stepInput(
  batch: SampleBatch,
  {
    graph,
    labels,
    seed,
    epoch,
    step,
  }: {
    readonly graph: StepGraph;
    readonly labels: Int32Array;
    readonly seed: number;
    readonly epoch: number;
    readonly step: number;
  },
): StepInput {
  const masks = new Map(
    graph.masks.map(({ layer, shape, rate }) => [
      layer,
      dropoutMask({ seed, epoch, step, layer, rate, size: batch.count * sizeOf(shape) }),
    ]),
  );
  return { data: batch.data, count: batch.count, targets: oneHot(batch, labels, graph.classCount), masks };
}

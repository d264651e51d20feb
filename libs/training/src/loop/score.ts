import type { Engine } from '@sagittal/engines';
import { FORWARD_BATCH, type Graph, type Parameters } from '@sagittal/models';
import { listedOrder, type SampleSource } from '../samples/sample-source.ts';
import type { Pace } from './pace.ts';

const ENDPOINT = 'probabilities';

/**
 * The probabilities of every sample of a subset, in its order: [count, classes].
 *
 * @param batch images of a training step: no more pass forward at a time
 * @param onBatch called after each batch with the samples done
 */
export async function scoreSamples(
  source: SampleSource,
  {
    engine,
    graph,
    parameters,
    classCount,
    batch,
    pace,
    onBatch,
  }: {
    engine: Engine;
    graph: Graph;
    parameters: Parameters;
    classCount: number;
    batch: number;
    pace: Pace;
    onBatch?: (done: number) => void;
  },
): Promise<Float32Array> {
  const scores = new Float32Array(source.count * classCount);
  if (source.count === 0) return scores;
  const together = Math.min(FORWARD_BATCH.scores, batch, source.count);
  const session = await engine.compileForward(graph, { batch: together, parameters, endpoints: [ENDPOINT] });
  try {
    let done = 0;
    for await (const { data, count } of source.batches(listedOrder(source.count), together)) {
      await pace.breathe();
      const values = (await session.forward({ data, count })).get(ENDPOINT);
      if (values === undefined) throw new Error(`The engine gave no ${ENDPOINT}.`);
      scores.set(values.subarray(0, count * classCount), done * classCount);
      done += count;
      onBatch?.(done);
    }
  } finally {
    await session.dispose();
  }
  return scores;
}

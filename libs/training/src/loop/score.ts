import type { Engine } from '@sagittal/engines';
import { FORWARD_BATCH, type Graph, type Parameters } from '@sagittal/models';
import { listedOrder, type SampleSource } from '../samples/sample-source.ts';
import type { Pace } from './pace.ts';

const BATCH = FORWARD_BATCH.scores;
const ENDPOINT = 'probabilities';

/**
 * The probabilities of every sample of a subset, in its order: [count, classes].
 *
 * @param onBatch called after each batch with the samples done
 */
export async function scoreSamples(
  source: SampleSource,
  {
    engine,
    graph,
    parameters,
    classCount,
    pace,
    onBatch,
  }: { engine: Engine; graph: Graph; parameters: Parameters; classCount: number; pace: Pace; onBatch?: (done: number) => void },
): Promise<Float32Array> {
  const scores = new Float32Array(source.count * classCount);
  if (source.count === 0) return scores;
  const session = await engine.compileForward(graph, { batch: Math.min(BATCH, source.count), parameters, endpoints: [ENDPOINT] });
  try {
    let done = 0;
    for await (const { data, count } of source.batches(listedOrder(source.count), Math.min(BATCH, source.count))) {
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

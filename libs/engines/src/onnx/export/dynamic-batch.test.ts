import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { encodeModel } from '../file/model.ts';
import { ModelWriter } from '../model-writer.ts';
import { type Sized, withDynamicBatch } from './dynamic-batch.ts';
import { foldConstants } from './fold-constants.ts';

const BATCHES = [1_000_003, 1_000_033] as const;

function dynamic(write: (writer: ModelWriter, x: string, batch: number) => string) {
  const sized = (batch: number): Sized => {
    const writer = new ModelWriter();
    const x = writer.input('x', 'float32', [batch, 6]);
    writer.output(write(writer, x, batch), [batch, 6]);
    return { batch, model: writer.model('test') };
  };
  return withDynamicBatch(sized(BATCHES[0]), sized(BATCHES[1]), 'x');
}

async function run(model: ReturnType<typeof dynamic>, count: number) {
  const session = await ort.InferenceSession.create(encodeModel(model), { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const data = Float32Array.from({ length: count * 6 }, (_, index) => index);
  const results = await session.run({ x: new ort.Tensor('float32', data, [count, 6]) });
  const [result] = Object.values(results);
  await session.release();
  return { dims: result?.dims, data: Array.from(result?.data as Float32Array) };
}

describe('a batch of any size', () => {
  it('takes the place of the one length that follows it in a Reshape', async () => {
    const model = dynamic((writer, x, batch) => writer.node('Reshape', [x, writer.integers(2 * batch, 3)]));
    expect(await run(model, 5)).toMatchObject({ dims: [10, 3] });
    expect(model.nodes.map(({ operator }) => operator)).toEqual(['Reshape']);
  });

  it('is read from the input where a shape must be known in full', async () => {
    const model = dynamic((writer, x, batch) => {
      const token = writer.node('Expand', [writer.floats([7, 8, 9, 1, 2, 3], [1, 6]), writer.integers(batch, 6)]);
      const halves = writer.node('Reshape', [writer.node('Add', [x, token]), writer.integers(batch, 2, -1)]);
      return writer.node('Reshape', [halves, writer.integers(2 * batch, -1)]);
    });
    const { dims, data } = await run(model, 2);
    expect(dims).toEqual([4, 3]);
    expect(data).toEqual([7, 9, 11, 4, 6, 8, 13, 15, 17, 10, 12, 14]);
  });

  it('is refused where numbers or operators follow it', () => {
    expect(() => dynamic((writer, x, batch) => writer.node('Mul', [x, writer.scalar(1 / batch)]))).toThrow(/numbers of/);
    expect(() => dynamic((writer, x, batch) => writer.node('Reshape', [x, writer.integers(batch + 1, -1)]))).toThrow(
      /numbers of/,
    );
    expect(() => dynamic((writer, x, batch) => writer.node('Softmax', [x], { axis: batch % 7 }))).toThrow(/operators depend/);
  });
});

describe('folding', () => {
  it('rearranges constants as the runtime would', async () => {
    const model = dynamic((writer, x) => {
      const kernel = writer.tensor('kernel', [2, 1, 3], Float32Array.of(1, 2, 3, 4, 5, 6));
      const turned = writer.node('Transpose', [kernel], { perm: [2, 0, 1] });
      return writer.node('Mul', [x, writer.node('Reshape', [turned, writer.integers(1, -1)])]);
    });
    const folded = foldConstants(model);
    expect(folded.nodes.map(({ operator }) => operator)).toEqual(['Mul']);
    expect(folded.constants).toHaveLength(1);
    expect(await run(folded, 3)).toEqual(await run(model, 3));
  });
});

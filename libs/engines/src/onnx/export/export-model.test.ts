import { type RecipeInput, recipeSchema } from '@sagittal/contracts';
import { architectures, initialParameters, type Parameters, planNetwork, RandomStream } from '@sagittal/models';
import * as ort from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { ModelProto } from '../file/messages.ts';
import { createOnnxEngine } from '../onnx-engine.ts';
import { encodeModelFile, refuseTooMuch } from './export-model.ts';

const THREADS = 1;
const engine = createOnnxEngine({ threads: THREADS, block: null });
const OUTPUTS = ['probabilities', 'logits'];

const firstOfEachFamily = [...new Map(architectures.toReversed().map((card) => [card.family, card]))];

/** Seeded weights with statistics that are not those of an untrained network, so that a part left out would show. */
function unsettled(parameters: Parameters): Parameters {
  const random = new RandomStream({ seed: 5, stream: 'statistics' });
  return new Map(
    [...parameters].map(([name, { shape, data }]) => {
      if (/kernel$/.test(name)) return [name, { shape, data }];
      const positive = /variance$|gamma$/.test(name);
      return [name, { shape, data: data.map(() => (positive ? 0.5 : -0.1) + random.uniform() * 0.2) }];
    }),
  );
}

function network(recipe: RecipeInput, classCount = 4) {
  const plan = planNetwork(recipeSchema.parse(recipe), classCount);
  return { graph: plan.whole, parameters: unsettled(initialParameters(plan.whole, 3)) };
}

/** Worst difference of the file in plain ONNX Runtime to the engine, relative to 1 for probabilities and the largest logit. */
async function compare({ graph, parameters }: ReturnType<typeof network>, counts: readonly number[]): Promise<number> {
  const file = encodeModelFile(graph, parameters, { outputs: OUTPUTS, description: 'A test.', metadata: {} });
  const plain = await ort.InferenceSession.create(file, { intraOpNumThreads: THREADS });
  const [input] = graph.layers;
  const shape = input?.kind === 'input' ? input.shape : [];
  const random = new RandomStream({ seed: 1, stream: 'pixels' });
  let worst = 0;
  for (const count of counts) {
    const pixels = Uint8Array.from({ length: count * shape.reduce((a, b) => a * b, 1) }, () => random.below(256));
    const own = await engine.compileForward(graph, { batch: count, parameters, endpoints: OUTPUTS });
    const expected = await own.forward({ data: pixels, count });
    await own.dispose();
    const results = await plain.run({ image: new ort.Tensor('uint8', pixels, [count, ...shape]) });
    for (const name of OUTPUTS) {
      const [given, wanted] = [results[name]?.data as Float32Array | undefined, expected.get(name)];
      expect(given?.length).toBe(wanted?.length);
      const largest = name === 'logits' ? Math.max(1, ...(wanted ?? []).map(Math.abs)) : 1;
      wanted?.forEach((value, index) => {
        worst = Math.max(worst, Math.abs(value - (given?.[index] ?? NaN)) / largest);
      });
    }
  }
  await plain.release();
  return worst;
}

describe('a model file', () => {
  it.each<[string, RecipeInput]>([
    ['pooled features', { backbone: { architecture: 'small-cnn' }, input: { height: 40, width: 33 } }],
    [
      'standardised features of a frozen backbone, hidden layers and dropout',
      {
        backbone: { architecture: 'small-cnn', trainable: 'none' },
        input: { height: 32, width: 32 },
        head: { standardize: true, dense: [8, 6], dropout: 0.5 },
      },
    ],
    [
      'the largest of each feature, behind depthwise convolutions and batch norm',
      {
        backbone: { architecture: 'mobilenetv2-1.0' },
        input: { height: 64, width: 64 },
        head: { pooling: 'max', dropout: 0.2 },
      },
    ],
    ['the class token of a transformer', { backbone: { architecture: 'deit-tiny' }, input: { height: 32, width: 48 } }],
    ['squeezed and excited maps', { backbone: { architecture: 'efficientnet-b0' }, input: { height: 32, width: 40 } }],
  ])('gives the engine’s own scores for any number of images: %s', async (_, recipe) => {
    expect(await compare(network(recipe), [1, 3, 17])).toBeLessThan(1e-5);
  });

  it.each(firstOfEachFamily)('can be made of %s, with standard operators alone', (_, { name, minimumSize: [height, width] }) => {
    const { graph, parameters } = network({ backbone: { architecture: name }, input: { height, width } });
    const file = encodeModelFile(graph, parameters, { outputs: OUTPUTS, description: 'A test.', metadata: {} });
    const { graph: written, opset_import: domains } = ModelProto.toObject(ModelProto.decode(file), { longs: Number }) as {
      graph: { node: { domain?: string }[]; initializer: { name: string }[] };
      opset_import: object[];
    };
    expect(domains).toEqual([{ version: 18 }]);
    expect(written.node.every(({ domain = '' }) => domain === '')).toBe(true);
  });

  it('says what goes in, what comes out, and what was written along', () => {
    const { graph, parameters } = network({ backbone: { architecture: 'small-cnn' }, input: { height: 24, width: 16 } }, 3);
    const file = encodeModelFile(graph, parameters, {
      outputs: OUTPUTS,
      description: 'Tells this from that.',
      metadata: { classes: '["a","b","ü"]', run: 'run_1' },
    });
    const model = ModelProto.toObject(ModelProto.decode(file), { longs: Number }) as {
      doc_string: string;
      metadata_props: { key: string; value: string }[];
      graph: { input: object[]; output: object[] };
    };
    const value = (name: string, elem_type: number, ...dim: object[]) => ({
      name,
      type: { tensor_type: { elem_type, shape: { dim } } },
    });
    const n = { dim_param: 'N' };
    expect(model.graph.input).toEqual([value('image', 2, n, { dim_value: 24 }, { dim_value: 16 }, { dim_value: 3 })]);
    expect(model.graph.output).toEqual(OUTPUTS.map((name) => value(name, 1, n, { dim_value: 3 })));
    expect(model.doc_string).toBe('Tells this from that.');
    expect(model.metadata_props).toEqual([
      { key: 'classes', value: '["a","b","ü"]' },
      { key: 'run', value: 'run_1' },
    ]);
  });

  it('refuses an output that the network lacks, weights that are not its own, and more than a file can hold', () => {
    const { graph, parameters } = network({ backbone: { architecture: 'small-cnn' } });
    const options = { outputs: ['heat'], description: '', metadata: {} };
    expect(() => encodeModelFile(graph, parameters, options)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    expect(() => encodeModelFile(graph, new Map(), { ...options, outputs: OUTPUTS })).toThrow(
      expect.objectContaining({ code: 'WEIGHTS_MISMATCH' }),
    );
    expect(() => refuseTooMuch(2 ** 31)).toThrow(expect.objectContaining({ code: 'NOT_SUPPORTED_YET' }));
  });
});

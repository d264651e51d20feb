import { AppError } from '@sagittal/contracts';
import {
  deriveForwardGraph,
  deriveStepGraph,
  initialParameters,
  interpret,
  RandomStream,
  STEP_VALUES,
  type Graph,
} from '@sagittal/models';
import type { Engine } from './engine.ts';

const BATCH = 3;
const CLASSES = 3;
const TOLERANCE = 1e-4;

/** A little of everything that the default presets need. */
const NETWORK: Graph = {
  name: 'self-test',
  layers: [
    { kind: 'input', name: 'input', inputs: [], shape: [9, 8, 3] },
    { kind: 'rescale', name: 'rescale', inputs: ['input'], scale: [1 / 127.5], offset: [-1] },
    {
      kind: 'conv2d',
      name: 'conv',
      inputs: ['rescale'],
      filters: 16,
      kernel: [3, 3],
      strides: [1, 1],
      padding: 'same',
      bias: true,
    },
    { kind: 'relu', name: 'relu', inputs: ['conv'], max: 6 },
    { kind: 'max-pool2d', name: 'pool', inputs: ['relu'], pool: [2, 2], strides: [2, 2], padding: 'valid' },
    { kind: 'global-average-pool', name: 'average', inputs: ['pool'] },
    { kind: 'dense', name: 'logits', inputs: ['average'], units: CLASSES, bias: true },
    { kind: 'softmax', name: 'probabilities', inputs: ['logits'] },
  ],
  endpoints: {},
  output: 'probabilities',
};

function expectClose(what: string, computed: Float32Array | undefined, truth: Float64Array | undefined): void {
  if (computed === undefined || truth === undefined || computed.length !== truth.length) {
    throw new AppError('ENGINE_FAILED', { message: `The self-test's ${what} did not come out.` });
  }
  const largest = truth.reduce((max, value) => Math.max(max, Math.abs(value)), 1e-12);
  const worst = computed.reduce((max, value, index) => Math.max(max, Math.abs(value - (truth[index] ?? NaN))), 0);
  if (!(worst <= TOLERANCE * largest)) {
    throw new AppError('ENGINE_FAILED', {
      message: `The self-test's ${what} is off by ${worst.toExponential(1)} of ${largest.toExponential(1)}.`,
    });
  }
}

/**
 * Computes a tiny network forward and one training step, and compares the numbers with those computed in double.
 * @throws AppError ENGINE_FAILED where they differ or nothing comes.
 */
export async function selfTest(engine: Engine): Promise<void> {
  const parameters = initialParameters(NETWORK, 1);
  const random = new RandomStream({ seed: 1, stream: 'self-test' });
  const pixels = Uint8Array.from({ length: BATCH * 9 * 8 * 3 }, () => random.below(256));
  const given = new Map<string, ArrayLike<number>>([
    ['input', pixels],
    ...[...parameters].map(([name, { data }]) => [name, data] as const),
  ]);

  const forward = await engine.compileForward(NETWORK, { batch: BATCH, parameters });
  const probabilities = (await forward.forward({ data: pixels, count: BATCH })).get('probabilities');
  await forward.dispose();
  expectClose('forward pass', probabilities, interpret(deriveForwardGraph(NETWORK), BATCH, given).get('probabilities'));

  const learningRate = 0.1;
  const step = deriveStepGraph(NETWORK, {
    loss: 'categorical-crossentropy',
    optimizer: { type: 'sgd', learningRate, momentum: 0, nesterov: false },
    isTrainable: () => true,
  });
  const targets = Float32Array.from({ length: BATCH * CLASSES }, (_, index) => (index % (CLASSES + 1) === 0 ? 1 : 0));
  const truth = interpret(
    step,
    BATCH,
    new Map([
      ...given,
      [STEP_VALUES.targets, targets],
      [STEP_VALUES.sampleWeights, new Float32Array(BATCH).fill(1)],
      [STEP_VALUES.rate, [learningRate]],
    ]),
  );
  const training = await engine.compileTraining(step, { batch: BATCH, parameters });
  const { loss } = await training.step({ data: pixels, count: BATCH, targets, masks: new Map() }, { learningRate });
  expectClose('loss', Float32Array.of(loss), truth.get(step.loss));
  const after = training.parameters();
  for (const { name, update } of step.parameters)
    if (update !== null) expectClose(`step of ${name}`, after.get(name)?.data, truth.get(update));
  await training.dispose();
}

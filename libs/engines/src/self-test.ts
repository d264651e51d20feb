import { AppError } from '@sagittal/contracts';
import {
  deriveForwardGraph,
  deriveStepGraph,
  initialParameters,
  interpret,
  RandomStream,
  sizeOf,
  STEP_VALUES,
} from '@sagittal/models';
import type { Engine } from './engine.ts';
import { selfTestNetwork } from './self-test-network.ts';

const BATCH = 3;
const CLASSES = 3;
const [HEIGHT, WIDTH] = [17, 15];
const TOLERANCE = 1e-4;
/** So large that what a parameter is after the step is its gradient, next to which its beginning vanishes. */
const LEARNING_RATE = 1000;
/** Not trained, so that it uses its moving averages. */
const FROZEN = 'frozen_norm';
const HEAD = 'logits';

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
 * @param trained `head`: for engines that train nothing but dense layers behind a frozen network.
 * @throws AppError ENGINE_FAILED where they differ or nothing comes.
 */
export async function selfTest(engine: Engine, trained: 'network' | 'head' = 'network'): Promise<void> {
  const network = selfTestNetwork({ height: HEIGHT, width: WIDTH, classes: CLASSES, frozen: FROZEN });
  const parameters = initialParameters(network, 1);
  const random = new RandomStream({ seed: 1, stream: 'self-test' });
  const pixels = Uint8Array.from({ length: BATCH * HEIGHT * WIDTH * 3 }, () => random.below(256));
  const given = new Map<string, ArrayLike<number>>([
    ['input', pixels],
    ...[...parameters].map(([name, { data }]) => [name, data] as const),
  ]);

  const forward = await engine.compileForward(network, { batch: BATCH, parameters });
  const probabilities = (await forward.forward({ data: pixels, count: BATCH })).get('probabilities');
  await forward.dispose();
  expectClose('forward pass', probabilities, interpret(deriveForwardGraph(network), BATCH, given).get('probabilities'));

  const step = deriveStepGraph(network, {
    loss: 'categorical-crossentropy',
    optimizer: { type: 'sgd', learningRate: LEARNING_RATE, momentum: 0, nesterov: false },
    isTrainable: (name) => (trained === 'head' ? name.startsWith(`${HEAD}/`) : !name.startsWith(`${FROZEN}/`)),
  });
  const targets = Float32Array.from({ length: BATCH * CLASSES }, (_, index) => (index % (CLASSES + 1) === 0 ? 1 : 0));
  const masks = new Map(
    step.masks.map(({ layer, shape }) => [
      layer,
      Float32Array.from({ length: BATCH * sizeOf(shape) }, () => 2 * random.below(2)),
    ]),
  );
  const truth = interpret(
    step,
    BATCH,
    new Map([
      ...given,
      ...[...masks].map(([layer, mask]) => [`mask:${layer}`, mask] as const),
      [STEP_VALUES.targets, targets],
      [STEP_VALUES.sampleWeights, new Float32Array(BATCH).fill(1)],
      [STEP_VALUES.rate, [LEARNING_RATE]],
    ]),
  );
  const training = await engine.compileTraining(step, { batch: BATCH, parameters });
  const { loss } = await training.step({ data: pixels, count: BATCH, targets, masks }, { learningRate: LEARNING_RATE });
  expectClose('loss', Float32Array.of(loss), truth.get(step.loss));
  const after = training.parameters();
  for (const { name, update } of step.parameters)
    if (update !== null) expectClose(`step of ${name}`, after.get(name)?.data, truth.get(update));
  await training.dispose();
}

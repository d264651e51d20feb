import { AppError } from '@sagittal/contracts';
import { sizeOf, STEP_VALUES, stepDecay, stepRate, type Parameters, type Shape, type StepGraph } from '@sagittal/models';
import type { StepInput, StepResult, TrainingSession } from '../engine.ts';
import { prepareProgram } from './run-program.ts';
import { compute, floatsOf, type Tensor, type TfjsRuntime } from './runtime.ts';

const ITERATION = 'iteration';

/** A parameter or a slot of the optimizer, between steps. */
interface Variable {
  readonly name: string;
  readonly shape: Shape;
  /** The value that replaces it after a step; null: it stays. */
  readonly update: string | null;
}

function expectLength(what: string, data: { readonly length: number } | undefined, length: number): void {
  if (data?.length !== length)
    throw new AppError('INTERNAL', {
      message: `A step needs ${String(length)} numbers of ${what}, not ${String(data?.length)}.`,
    });
}

/** @throws AppError WEIGHTS_MISMATCH */
function givenParameter(parameters: Parameters, { name, shape }: Variable): Float32Array {
  const tensor = parameters.get(name);
  if (tensor?.data.length !== sizeOf(shape) || tensor.shape.join() !== shape.join())
    throw new AppError('WEIGHTS_MISMATCH', { message: `The parameter ${name} is not [${shape.join(', ')}].`, item: name });
  return tensor.data;
}

/** What a step needs and gives, by name. */
export function stepValues(step: StepGraph): { readonly given: ReadonlySet<string>; readonly wanted: ReadonlySet<string> } {
  const variables: readonly Variable[] = [...step.parameters, ...step.slots];
  return {
    given: new Set([
      step.input.name,
      ...Object.values(STEP_VALUES),
      ...step.masks.map(({ layer }) => `mask:${layer}`),
      ...variables.map(({ name }) => name),
    ]),
    wanted: new Set([step.loss, step.probabilities, ...variables.flatMap(({ update }) => (update === null ? [] : [update]))]),
  };
}

class TfjsTrainingSession implements TrainingSession {
  readonly #runtime: TfjsRuntime;
  readonly #step: StepGraph;
  readonly #run: ReturnType<typeof prepareProgram>;
  readonly #variables: readonly Variable[];
  readonly #tensors = new Map<string, Tensor>();
  #iteration = 0;

  constructor(runtime: TfjsRuntime, step: StepGraph, parameters: Parameters) {
    this.#runtime = runtime;
    this.#step = step;
    const { given, wanted } = stepValues(step);
    this.#run = prepareProgram(runtime, step, given, wanted);
    this.#variables = [...step.parameters, ...step.slots];
    this.setParameters(parameters);
    for (const slot of step.slots) this.#replace(slot, new Float32Array(sizeOf(slot.shape)));
  }

  #replace({ name, shape }: Variable, data: Float32Array): void {
    this.#tensors.get(name)?.dispose();
    this.#tensors.set(name, this.#runtime.tf.tensor(data, [...shape], 'float32'));
  }

  #copy(name: string): Float32Array {
    const tensor = this.#tensors.get(name);
    if (tensor === undefined) throw new AppError('INTERNAL', { message: `The session holds no ${name}.` });
    return floatsOf(tensor);
  }

  /** The tensors that are given anew with every step. */
  #inputs({ data, count, targets, sampleWeights, masks }: StepInput, rate: number, decay: number | null): Map<string, Tensor> {
    const { tf } = this.#runtime;
    const { input, classCount } = this.#step;
    const tensor = (values: ArrayLike<number>, dims: readonly number[]): Tensor =>
      tf.tensor(new Float32Array(values), [...dims], 'float32');
    return new Map([
      [input.name, tensor(data, [count, ...input.shape])],
      [STEP_VALUES.targets, tensor(targets, [count, classCount])],
      [STEP_VALUES.sampleWeights, tensor(sampleWeights ?? new Float32Array(count).fill(1), [count])],
      [STEP_VALUES.rate, tensor([rate], [])],
      ...(decay === null ? [] : [[STEP_VALUES.decay, tensor([decay], [])] as const]),
      ...this.#step.masks.map(
        ({ layer, shape }) => [`mask:${layer}`, tensor(masks.get(layer) ?? [], [count, ...shape])] as const,
      ),
    ]);
  }

  async step(input: StepInput, { learningRate }: { readonly learningRate: number }): Promise<StepResult> {
    const { count, masks } = input;
    expectLength('data', input.data, count * sizeOf(this.#step.input.shape));
    expectLength('targets', input.targets, count * this.#step.classCount);
    if (input.sampleWeights !== undefined) expectLength('sample weights', input.sampleWeights, count);
    for (const { layer, shape } of this.#step.masks)
      expectLength(`the mask of ${layer}`, masks.get(layer), count * sizeOf(shape));

    return compute(this.#runtime, 'A step could not be computed', () => {
      const { optimizer } = this.#step;
      const rate = stepRate(optimizer, learningRate, this.#iteration + 1);
      const inputs = this.#inputs(input, rate, stepDecay(optimizer, learningRate));
      let results: ReadonlyMap<string, Tensor>;
      try {
        results = this.#run(new Map([...this.#tensors, ...inputs]), count);
      } finally {
        for (const tensor of inputs.values()) tensor.dispose();
      }
      for (const { name, update } of this.#variables) {
        const next = update === null ? undefined : results.get(update);
        if (next === undefined) continue;
        this.#tensors.get(name)?.dispose();
        this.#tensors.set(name, next);
      }
      this.#iteration += 1;
      const [loss, probabilities] = [this.#taken(results, this.#step.loss), this.#taken(results, this.#step.probabilities)];
      return { loss: loss[0] ?? NaN, probabilities };
    });
  }

  #taken(results: ReadonlyMap<string, Tensor>, name: string): Float32Array {
    const tensor = results.get(name);
    if (tensor === undefined) throw new AppError('INTERNAL', { message: `The step gave no ${name}.` });
    const numbers = floatsOf(tensor);
    tensor.dispose();
    return numbers;
  }

  parameters(): Parameters {
    return new Map(this.#step.parameters.map(({ name, shape }) => [name, { shape, data: this.#copy(name) }]));
  }

  setParameters(parameters: Parameters): void {
    const checked = this.#step.parameters.map((variable) => [variable, givenParameter(parameters, variable)] as const);
    for (const [variable, data] of checked) this.#replace(variable, data.slice());
  }

  optimizerState(): ReadonlyMap<string, Float32Array> {
    return new Map([
      [ITERATION, Float32Array.of(this.#iteration)],
      ...this.#step.slots.map(({ name }) => [name, this.#copy(name)] as const),
    ]);
  }

  setOptimizerState(state: ReadonlyMap<string, Float32Array>): void {
    const iteration = state.get(ITERATION)?.[0];
    if (iteration === undefined)
      throw new AppError('WEIGHTS_MISMATCH', { message: 'The optimizer state does not say its iteration.', item: ITERATION });
    const checked = this.#step.slots.map((slot) => {
      const data = state.get(slot.name);
      if (data?.length !== sizeOf(slot.shape))
        throw new AppError('WEIGHTS_MISMATCH', { message: `The optimizer state ${slot.name} does not fit.`, item: slot.name });
      return [slot, data] as const;
    });
    for (const [slot, data] of checked) this.#replace(slot, data.slice());
    this.#iteration = iteration;
  }

  dispose(): Promise<void> {
    for (const tensor of this.#tensors.values()) tensor.dispose();
    this.#tensors.clear();
    return Promise.resolve();
  }
}

/**
 * Makes a training step ready; it takes any batch size.
 * @throws AppError NOT_SUPPORTED_YET where the backend cannot train this network, WEIGHTS_MISMATCH where parameters do not fit.
 */
export async function compileTraining(
  runtime: TfjsRuntime,
  step: StepGraph,
  { parameters }: { readonly parameters: Parameters },
): Promise<TrainingSession> {
  return compute(
    runtime,
    `The training of ${step.name} could not be made ready`,
    () => new TfjsTrainingSession(runtime, step, parameters),
  );
}

import { AppError } from '@sagittal/contracts';
import {
  sizeOf,
  STEP_VALUES,
  stepDecay,
  stepRate,
  type Parameters,
  type Shape,
  type StepGraph,
  type Tensor,
} from '@sagittal/models';
import type { StepInput, StepResult, TrainingSession } from '../engine.ts';
import { checkBatch } from './check-batch.ts';
import { finishEarly } from './finish-early.ts';
import { dimsOf } from './lowering.ts';
import { lowerInput, lowerProgram, type InputType } from './lower-program.ts';
import { MadeOnce } from './made-once.ts';
import { ModelWriter } from './model-writer.ts';
import type { OnnxModel } from './file/model.ts';
import { createSession, runSession, tensorOver, type Fetches, type OnnxSession, type OnnxTensor } from './runtime.ts';

const ITERATION = 'iteration';

export interface Kernels {
  readonly threads: number;
  /** Channels of one block of the blocked kernels; null: standard operators only. */
  readonly block: number | null;
}

interface LoweredStep {
  readonly model: OnnxModel;
  readonly loss: string;
  readonly probabilities: string;
  /** ONNX output by parameter or slot that the step changes. */
  readonly updates: ReadonlyMap<string, string>;
  readonly gradients: ReadonlyMap<string, string>;
}

/**
 * A model whose nodes run in the order in which they stand. ONNX Runtime goes from the results back and takes, of a node's
 * inputs, first the one that stands last in the file: with the file turned round that is the one which was written first. As it
 * stood, it laid out all portions of a convolution's windows before it multiplied the first (VGG16 took twice the memory).
 */
function inOrder(model: OnnxModel): OnnxModel {
  return { ...model, nodes: model.nodes.toReversed() };
}

/**
 * The step with parameters and optimizer state as inputs and outputs.
 * @param options.block channels of one block of the blocked kernels; null: standard operators only.
 * @param options.gradients makes the gradients results too, for tests.
 */
export function lowerStep(
  step: StepGraph,
  batch: number,
  type: InputType,
  { block, gradients: exposed = false }: { readonly block: number | null; readonly gradients?: boolean },
): LoweredStep {
  const writer = new ModelWriter();
  const bound = new Map([[step.input.name, lowerInput(writer, step.input, type, batch)]]);
  for (const { name, shape } of [...step.parameters, ...step.slots]) bound.set(name, writer.input(name, 'float32', shape));
  for (const name of [STEP_VALUES.targets, STEP_VALUES.sampleWeights, STEP_VALUES.rate, STEP_VALUES.decay]) {
    const valueType = step.values.get(name);
    if (valueType !== undefined) bound.set(name, writer.input(name, 'float32', dimsOf(valueType, batch)));
  }
  for (const { layer, shape } of step.masks) {
    const given = writer.input(`mask:${layer}`, 'float32', [batch, ...shape]);
    bound.set(`mask:${layer}`, shape.length === 3 ? writer.node('Transpose', [given], { perm: [0, 3, 1, 2] }) : given);
  }
  const changing = [...step.parameters, ...step.slots].flatMap(({ name, update }) =>
    update === null ? [] : [[name, update] as const],
  );
  const wanted = exposed ? [...step.gradients] : [];
  const results = [...changing, ...wanted].map(([, value]) => value);
  const program = { ...step, ops: finishEarly(step.ops) };
  const context = lowerProgram(program, writer, batch, bound, { block, results: [...results, step.loss, step.probabilities] });
  const expose = (name: string): string => writer.output(context.get(name), dimsOf(context.typeOf(name), batch));
  const updates = new Map(changing.map(([name, value]) => [name, expose(value)]));
  const gradients = new Map(wanted.map(([name, value]) => [name, expose(value)]));
  const [loss, probabilities] = [expose(step.loss), expose(step.probabilities)];
  return { model: inOrder(writer.model(step.name)), loss, probabilities, updates, gradients };
}

/** A parameter between two buffers: the backward pass may still read the old value after the new one was written. */
interface Swap {
  readonly name: string;
  current: OnnxTensor;
  next: OnnxTensor;
}

/** One compiled batch size, with all that it is fed and fills ready beforehand. */
interface Ready {
  readonly session: OnnxSession;
  readonly lowered: LoweredStep;
  readonly ones: OnnxTensor;
  readonly loss: Float32Array;
  readonly lossTensor: OnnxTensor;
}

function floats(tensor: OnnxTensor): Float32Array {
  return tensor.data as Float32Array;
}

class OnnxTrainingSession implements TrainingSession {
  readonly #step: StepGraph;
  readonly #sessions: MadeOnce<Ready>;
  readonly #changing: readonly Swap[];
  readonly #fixed: ReadonlyMap<string, OnnxTensor>;
  readonly #slots: ReadonlyMap<string, OnnxTensor>;
  readonly #rate = new Float32Array(1);
  readonly #rateTensor = tensorOver(this.#rate, []);
  #iteration = 0;

  constructor(step: StepGraph, parameters: Parameters, { threads, block }: Kernels) {
    this.#step = step;
    this.#sessions = new MadeOnce(async (key) => {
      const [type, count] = key.split(' ');
      const batch = Number(count);
      const lowered = lowerStep(step, batch, type === 'uint8' ? 'uint8' : 'float32', { block });
      const loss = new Float32Array(1);
      return {
        session: await createSession(lowered.model, threads),
        lowered,
        loss,
        lossTensor: tensorOver(loss, []),
        ones: tensorOver(new Float32Array(batch).fill(1), [batch]),
      };
    });
    const copies = step.parameters.map(({ name, shape, update }) => ({
      name,
      shape,
      update,
      data: this.#given(parameters, name, shape).slice(),
    }));
    this.#changing = copies
      .filter(({ update }) => update !== null)
      .map(({ name, shape, data }) => ({
        name,
        current: tensorOver(data, shape),
        next: tensorOver(new Float32Array(data.length), shape),
      }));
    this.#fixed = new Map(
      copies.filter(({ update }) => update === null).map(({ name, shape, data }) => [name, tensorOver(data, shape)]),
    );
    this.#slots = new Map(step.slots.map(({ name, shape }) => [name, tensorOver(new Float32Array(sizeOf(shape)), shape)]));
  }

  #given(parameters: Parameters, name: string, shape: Shape): Float32Array {
    const tensor = parameters.get(name);
    if (tensor?.data.length !== sizeOf(shape) || tensor.shape.join() !== shape.join()) {
      throw new AppError('WEIGHTS_MISMATCH', { message: `The parameter ${name} is not [${shape.join(', ')}].`, item: name });
    }
    return tensor.data;
  }

  async prepare(type: InputType, count: number): Promise<Ready> {
    checkBatch(count);
    return this.#sessions.get(`${type} ${String(count)}`);
  }

  #expect(what: string, data: { readonly length: number } | undefined, length: number): void {
    if (data?.length !== length)
      throw new AppError('INTERNAL', {
        message: `A step needs ${String(length)} numbers of ${what}, not ${String(data?.length)}.`,
      });
  }

  async step(input: StepInput, { learningRate }: { readonly learningRate: number }): Promise<StepResult> {
    const { data, count, targets, sampleWeights, masks } = input;
    const { input: source, classCount, masks: wanted } = this.#step;
    this.#expect('data', data, count * sizeOf(source.shape));
    this.#expect('targets', targets, count * classCount);
    if (sampleWeights !== undefined) this.#expect('sample weights', sampleWeights, count);
    const { session, lowered, ones, loss, lossTensor } = await this.prepare(
      data instanceof Uint8Array ? 'uint8' : 'float32',
      count,
    );

    const probabilities = new Float32Array(count * classCount);
    this.#rate[0] = stepRate(this.#step.optimizer, learningRate, this.#iteration + 1);
    const feeds: Record<string, OnnxTensor> = {
      [source.name]: tensorOver(data, [count, ...source.shape]),
      [STEP_VALUES.targets]: tensorOver(targets, [count, classCount]),
      [STEP_VALUES.sampleWeights]: sampleWeights === undefined ? ones : tensorOver(sampleWeights, [count]),
      [STEP_VALUES.rate]: this.#rateTensor,
    };
    const fetches: Fetches = {
      [lowered.loss]: lossTensor,
      [lowered.probabilities]: tensorOver(probabilities, [count, classCount]),
    };
    const decay = stepDecay(this.#step.optimizer, learningRate);
    if (decay !== null) feeds[STEP_VALUES.decay] = tensorOver(Float32Array.of(decay), []);
    for (const { layer, shape } of wanted) {
      const mask = masks.get(layer);
      this.#expect(`the mask of ${layer}`, mask, count * sizeOf(shape));
      if (mask !== undefined) feeds[`mask:${layer}`] = tensorOver(mask, [count, ...shape]);
    }
    for (const [name, tensor] of this.#fixed) feeds[name] = tensor;
    for (const { name, current, next } of this.#changing) {
      feeds[name] = current;
      fetches[this.#update(lowered, name)] = next;
    }
    for (const [name, tensor] of this.#slots) {
      feeds[name] = tensor;
      fetches[this.#update(lowered, name)] = tensor;
    }
    await runSession(session, feeds, fetches);
    for (const swap of this.#changing) [swap.current, swap.next] = [swap.next, swap.current];
    this.#iteration += 1;
    return { loss: loss[0] ?? NaN, probabilities };
  }

  #update(lowered: LoweredStep, name: string): string {
    const output = lowered.updates.get(name);
    if (output === undefined) throw new AppError('INTERNAL', { message: `The step does not update ${name}.` });
    return output;
  }

  #current(): ReadonlyMap<string, OnnxTensor> {
    return new Map([...this.#fixed, ...this.#changing.map(({ name, current }) => [name, current] as const)]);
  }

  parameters(): Parameters {
    const current = this.#current();
    return new Map(
      this.#step.parameters.map(({ name, shape }): [string, Tensor] => {
        const tensor = current.get(name);
        return [name, { shape, data: tensor === undefined ? new Float32Array(sizeOf(shape)) : floats(tensor).slice() }];
      }),
    );
  }

  setParameters(parameters: Parameters): void {
    const current = this.#current();
    const checked = this.#step.parameters.map(({ name, shape }) => [name, this.#given(parameters, name, shape)] as const);
    for (const [name, data] of checked) {
      const tensor = current.get(name);
      if (tensor !== undefined) floats(tensor).set(data);
    }
  }

  optimizerState(): ReadonlyMap<string, Float32Array> {
    return new Map([
      [ITERATION, Float32Array.of(this.#iteration)],
      ...[...this.#slots].map(([name, tensor]) => [name, floats(tensor).slice()] as const),
    ]);
  }

  setOptimizerState(state: ReadonlyMap<string, Float32Array>): void {
    const iteration = state.get(ITERATION)?.[0];
    if (iteration === undefined)
      throw new AppError('WEIGHTS_MISMATCH', { message: 'The optimizer state does not say its iteration.', item: ITERATION });
    for (const [name, tensor] of this.#slots) {
      const data = state.get(name);
      if (data?.length !== floats(tensor).length)
        throw new AppError('WEIGHTS_MISMATCH', { message: `The optimizer state ${name} does not fit.`, item: name });
    }
    for (const [name, tensor] of this.#slots) floats(tensor).set(state.get(name) ?? []);
    this.#iteration = iteration;
  }

  async dispose(): Promise<void> {
    for (const { session } of await this.#sessions.drain()) await session.release();
  }
}

/** Makes a training step ready for one batch size; a smaller last batch is made ready when it first comes. */
export async function compileTraining(
  step: StepGraph,
  { batch, parameters, ...kernels }: { readonly batch: number; readonly parameters: Parameters } & Kernels,
): Promise<TrainingSession> {
  const session = new OnnxTrainingSession(step, parameters, kernels);
  const takesPixels = step.ops.some((op) => op.kind === 'rescale' && op.inputs.includes(step.input.name));
  await session.prepare(takesPixels ? 'uint8' : 'float32', batch);
  return session;
}

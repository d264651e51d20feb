import type { Recipe } from '@sagittal/contracts';
import { deriveForwardGraph } from '../autodiff/derive-forward-graph.ts';
import { deriveStepGraph } from '../autodiff/derive-step-graph.ts';
import type { Op } from '../autodiff/ops.ts';
import { bytesOf, largestNeed, liveValues, type MemoryNeed } from '../autodiff/peak-memory.ts';
import type { StepGraph } from '../autodiff/step-graph.ts';
import { sizeOf } from '../graph/expect-shape.ts';
import type { Graph } from '../graph/graph.ts';
import { inputLayer } from '../graph/shapes.ts';
import type { NetworkPlan } from '../heads/plan-network.ts';

/** Images that pass forward at a time. */
export const FORWARD_BATCH = {
  /** While features are extracted. */
  features: 16,
  /** While a subset is scored, at most: never more than a step has, so that a smaller batch is always the way to less memory. */
  scores: 64,
} as const;

/** Up to this much, pixels are decoded once and stay; beyond it they are decoded again each epoch. 1 GiB: 87,000 images of 64 × 64. */
export const KEPT_PIXELS_BYTES = 1024 ** 3;

/** Where the memory of a training goes, in bytes. */
export interface TrainingMemory {
  /** The program itself: JavaScript, the engine's library, threads that decode. */
  readonly program: number;
  /** Pictures or features that are kept, and batches on their way. */
  readonly samples: number;
  /** Parameters and optimizer state, in all the places where they are at once. */
  readonly parameters: number;
  /** The values of training steps. */
  readonly step: number;
  /** The values of the passes that score or extract. */
  readonly forward: number;
  readonly total: number;
}

/** Images of the run, where they are known. */
export interface ImageCounts {
  readonly training: number;
  readonly all: number;
}

const FLOAT_BYTES = 4;
/** Measured: a compute process with its engine loaded and its threads that decode, before it computes. */
const PROGRAM_BYTES = 250e6;
/** Pictures that are decoded at a time, about, and as many again of the batches that they are handed on in. */
const DECODED_TOGETHER = 128 + 64;
/** The parameters as they began, now, next (updates are written beside), and kept twice: the best epoch and the last. */
const PARAMETER_COPIES = 5;
/** Optimizer state now, and kept with the best epoch and the last. */
const STATE_COPIES = 3;
/** A pass that scores has its weights in it: the file in memory, the engine's own, and in the order of its kernels. */
const FORWARD_COPIES = 3;

/** An engine's own bookkeeping, and holes between what it has given out: measured on networks of several kinds. */
const ARENA = 1.15;
/** Beside its values a step holds the gradient of every trained parameter, and every kernel in the order of the engine's blocks. */
const STEP_COPIES = 2;
/** Below so many channels a map is not laid out in blocks, and all the windows that a kernel sees in it are copied side by side. */
const BLOCK = 16;
/** By rows first, then as a whole, then joined: how often such windows are there at once. */
const WINDOW_COPIES = 7 / 3;
/** Windows of a map in blocks are laid out so much at a time, and its rows as much again. */
const WINDOWS_TOGETHER = 2 ** 25;
/** A place in a map is a 64-bit integer. */
const FLOATS_A_PLACE = 2;

/** What engines copy beside an op's inputs and outputs, in bytes of one image. */
function workingOf({ values }: StepGraph): (op: Op) => number {
  const perImage = (name: string | undefined): number => {
    const type = name === undefined ? undefined : values.get(name);
    return type?.batched === true ? bytesOf(type) : 0;
  };
  return ({ kind, inputs, outputs }) => {
    switch (kind) {
      // differences from the mean, and their products
      case 'batchNorm':
      case 'batchNormGrad':
      // the slope, factor by factor
      case 'swishGrad':
      case 'geluGrad':
      case 'layerNormGrad':
        return 2 * perImage(inputs[0]);
      case 'attentionGrad':
        return 2 * perImage(inputs[2]);
      case 'convGradWeight': {
        const channels = values.get(inputs[0] ?? '')?.shape.at(-1) ?? 0;
        if (channels >= BLOCK) return 0;
        const [height = 1, width = 1, , filters = 1] = values.get(outputs[0] ?? '')?.shape ?? [];
        const windows = (perImage(inputs[1]) / filters) * height * width * channels;
        return WINDOW_COPIES * windows;
      }
      case 'depthwiseConvGradWeight':
        return perImage(inputs[0]) + perImage(inputs[1]);
      // where the maxima were, a map of zeros that the gradients are put into, and the same once more in blocks of channels
      case 'poolMaxGrad':
        return FLOATS_A_PLACE * perImage(inputs[1]) + 2 * perImage(outputs[0]);
      default:
        return 0;
    }
  };
}

/**
 * The most memory that a training holds at one time, by batch: from the program's own values and how long each lives.
 *
 * @returns a function of the batch; making it is the dear part
 */
export function trainingMemory(recipe: Recipe, plan: NetworkPlan, counts: ImageCounts | null): (batch: number) => TrainingMemory {
  const trained = plan.head ?? plan.whole;
  const step = deriveStepGraph(trained, {
    loss: recipe.loss.type,
    optimizer: recipe.optimizer,
    isTrainable: plan.isTrainable,
  });
  // the updates themselves lie among the parameters, and gradients are counted as a whole
  const needs = liveValues(step, new Set([step.loss, step.probabilities]), workingOf(step));
  const valuesOfImage = needs.reduce((most, { perImage }) => Math.max(most, perImage), 0);
  const scoring = forwardNeeds(trained);
  const extracting = plan.backbone === null ? null : forwardNeeds(plan.backbone);

  const parameters = FLOAT_BYTES * plan.totalParameters;
  const trainedParameters = bytesOfAll(step.parameters);
  const state = bytesOfAll(step.slots);
  const { height, width } = recipe.input;
  const picture = height * width * 3;
  const features = (plan.featureSize ?? 0) * FLOAT_BYTES;
  return (batch) => {
    const steps = counts === null ? batch : Math.min(batch, counts.training);
    // a last batch that is not full is a step of its own, whose memory is kept too
    const rest = counts === null ? 0 : counts.training % steps;
    const stepOf = (images: number): number =>
      images === 0 ? 0 : ARENA * (images * valuesOfImage + STEP_COPIES * trainedParameters) + WINDOWS_TOGETHER;
    const scored = Math.min(FORWARD_BATCH.scores, batch, counts === null ? batch : counts.all - counts.training);
    const scoreBytes = largestNeed(scoring, scored);
    const extractBytes = extracting === null ? 0 : largestNeed(extracting, FORWARD_BATCH.features);
    const samples =
      Math.min(DECODED_TOGETHER, counts?.all ?? DECODED_TOGETHER) * picture +
      (counts === null ? 0 : extracting === null ? keptPixels(counts.all * picture) : 2 * counts.all * features) +
      2 * steps * FLOAT_BYTES * sizeOf(inputLayer(trained).shape);
    const parts = {
      program: PROGRAM_BYTES,
      samples,
      parameters:
        parameters +
        (PARAMETER_COPIES - 1) * trainedParameters +
        STATE_COPIES * state +
        FORWARD_COPIES * Math.max(trainedParameters, extracting === null ? 0 : parameters),
      step: stepOf(steps) + stepOf(rest),
      forward: Math.max(scoreBytes, extractBytes),
    };
    return { ...parts, total: Math.round(Object.values(parts).reduce((sum, bytes) => sum + bytes, 0)) };
  };
}

function keptPixels(bytes: number): number {
  return bytes <= KEPT_PIXELS_BYTES ? bytes : 0;
}

function forwardNeeds(graph: Graph): readonly MemoryNeed[] {
  const program = deriveForwardGraph(graph);
  return liveValues(program, new Set(program.endpoints.values()));
}

function bytesOfAll(values: readonly { readonly shape: readonly number[] }[]): number {
  return values.reduce((sum, { shape }) => sum + FLOAT_BYTES * sizeOf(shape), 0);
}

/** The largest batch up to `most` whose training takes no more than `limit` bytes; null where not even one image does. */
export function largestBatch(memory: (batch: number) => TrainingMemory, most: number, limit: number): number | null {
  if (memory(1).total > limit) return null;
  let [fits, tooMuch] = [1, most + 1];
  while (tooMuch - fits > 1) {
    const middle = Math.floor((fits + tooMuch) / 2);
    if (memory(middle).total <= limit) fits = middle;
    else tooMuch = middle;
  }
  return fits;
}

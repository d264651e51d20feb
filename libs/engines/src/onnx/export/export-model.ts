import { AppError } from '@sagittal/contracts';
import { checkParameters, deriveForwardGraph, type Graph, type Parameters } from '@sagittal/models';
import { encodeModel, type OnnxModel } from '../file/model.ts';
import { lowerForward } from '../lower-forward.ts';
import { type Sized, withDynamicBatch } from './dynamic-batch.ts';
import { foldConstants } from './fold-constants.ts';

/** The input of every exported model: uint8 [N, height, width, 3], RGB, 0 to 255. */
const INPUT = 'image';
/** Large primes that no length of a network equals: how a batch's place in a shape is recognised. */
const BATCHES = [1_000_003, 1_000_033] as const;
/** A protobuf file is at most 2 GiB long; some of it is not weights. */
const LARGEST_WEIGHTS = 2 ** 31 - 2 ** 24;

export interface ModelFileOptions {
  /** Endpoints of the graph that the model gives, under their names: float32 [N, …shape], channels last. */
  readonly outputs: readonly string[];
  readonly description: string;
  /** Texts that travel in the file, as class names. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * A network that takes pixels as an ONNX file for any runtime: standard operators, weights inside, any number of images.
 *
 * @throws AppError WEIGHTS_MISMATCH, INVALID_INPUT (an output that the graph lacks), NOT_SUPPORTED_YET (weights above 2 GB)
 */
export function encodeModelFile(
  graph: Graph,
  parameters: Parameters,
  { outputs, description, metadata }: ModelFileOptions,
): Uint8Array {
  const forward = deriveForwardGraph(graph, outputs);
  const checked = checkParameters(graph, parameters);
  refuseTooMuch([...checked.values()].reduce((sum, { data }) => sum + data.byteLength, 0));
  const lowered = (batch: number): Sized => {
    const { model, outputs: names } = lowerForward(forward, checked, { batch, type: 'uint8', inputName: INPUT });
    return { batch, model: renamed(model, new Map([...names].map(([endpoint, name]) => [name, endpoint]))) };
  };
  const model = withDynamicBatch(lowered(BATCHES[0]), lowered(BATCHES[1]), INPUT);
  return encodeModel({ ...foldConstants(model), description, metadata });
}

/** @throws AppError NOT_SUPPORTED_YET */
export function refuseTooMuch(weightBytes: number): void {
  if (weightBytes <= LARGEST_WEIGHTS) return;
  throw new AppError('NOT_SUPPORTED_YET', {
    message: `The network has ${(weightBytes / 1e9).toFixed(1)} GB of weights; an ONNX file holds at most 2 GB.`,
    hint: 'Its checkpoint holds the same weights.',
  });
}

/** The model with other names for some of its values. */
function renamed(model: OnnxModel, names: ReadonlyMap<string, string>): OnnxModel {
  const taken = new Set(names.values());
  const name = (value: string): string => names.get(value) ?? (taken.has(value) ? `${value}_inner` : value);
  return {
    ...model,
    nodes: model.nodes.map((node) => ({ ...node, inputs: node.inputs.map(name), outputs: node.outputs.map(name) })),
    constants: model.constants.map((constant) => ({ ...constant, name: name(constant.name) })),
    outputs: model.outputs.map((output) => ({ ...output, name: name(output.name) })),
  };
}

import { AppError } from '@sagittal/contracts';
import type { ForwardGraph, Parameters } from '@sagittal/models';
import { exposeChannelsLast, lowerInput, lowerProgram, type InputType } from './lower-program.ts';
import { ModelWriter } from './model-writer.ts';
import type { OnnxModel } from './file/model.ts';

export interface LoweredForward {
  readonly model: OnnxModel;
  /** ONNX output by endpoint. */
  readonly outputs: ReadonlyMap<string, string>;
}

export interface ForwardOptions {
  readonly batch: number;
  readonly type: InputType;
  /** What the model calls its input; default: as the graph does. */
  readonly inputName?: string;
}

/** The forward pass with its parameters as constants, so that ONNX Runtime folds batch norm and uses its blocked kernels. */
export function lowerForward(
  graph: ForwardGraph,
  parameters: Parameters,
  { batch, type, inputName = graph.input.name }: ForwardOptions,
): LoweredForward {
  const writer = new ModelWriter();
  const given = { name: inputName, shape: graph.input.shape };
  const bound = new Map([[graph.input.name, lowerInput(writer, given, type, batch)]]);
  for (const { name, shape } of graph.parameters) {
    const tensor = parameters.get(name);
    if (tensor === undefined)
      throw new AppError('WEIGHTS_MISMATCH', { message: `The parameters have no ${name} for ${graph.name}.`, item: name });
    bound.set(name, writer.tensor(name, shape, tensor.data));
  }
  const context = lowerProgram(graph, writer, batch, bound);
  const outputs = new Map([...graph.endpoints].map(([endpoint, value]) => [endpoint, exposeChannelsLast(context, value)]));
  return { model: writer.model(graph.name), outputs };
}

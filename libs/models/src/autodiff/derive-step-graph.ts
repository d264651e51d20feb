import { AppError, type OptimizerRecipe, type Recipe } from '@sagittal/contracts';
import type { Graph } from '../graph/graph.ts';
import { parameterShapes } from '../graph/parameters.ts';
import { inputLayer } from '../graph/shapes.ts';
import { losses } from '../losses/table.ts';
import { optimizerRule } from '../optimizers/table.ts';
import { ProgramBuilder } from './builder.ts';
import { deriveLayers } from './derive-layers.ts';
import { STEP_VALUES, type StepGraph, type StepParameter, type StepSlot } from './step-graph.ts';

export interface StepOptions {
  readonly loss: Recipe['loss']['type'];
  readonly optimizer: OptimizerRecipe;
  /** Which parameters the optimizer moves, of those that can be trained by nature. */
  readonly isTrainable: (parameterName: string) => boolean;
}

/**
 * One training step of a network that ends in a softmax: reverse-mode differentiation of its layers, then the optimizer.
 * @throws AppError RECIPE_INVALID where nothing is trained, INVALID_INPUT where the network does not end in a softmax.
 */
export function deriveStepGraph(graph: Graph, { loss, optimizer, isTrainable }: StepOptions): StepGraph {
  const output = graph.layers.find((layer) => layer.name === graph.output);
  const logits = output?.inputs[0];
  if (output?.kind !== 'softmax' || logits === undefined) {
    throw new AppError('INVALID_INPUT', { message: `The network ${graph.name} does not end in a softmax.`, item: graph.output });
  }
  const builder = new ProgramBuilder();
  const layers = deriveLayers(graph, builder, { training: true, isTrainable });
  const probabilities = builder.typeOf(graph.output);
  builder.declare(STEP_VALUES.targets, probabilities);
  builder.declare(STEP_VALUES.sampleWeights, { shape: [], batched: true });
  builder.declare(STEP_VALUES.rate, { shape: [], batched: false });

  const result = losses[loss].derive(builder, logits, graph.output);
  builder.addGradient(logits, result.gradient);
  const reached = new Map(layers.map((layer) => [layer.name, layer.reached]));
  for (const layer of layers.toReversed()) {
    const gradient = builder.gradientOf(layer.name);
    if (gradient === undefined || !layer.reached) continue;
    const wanted = layer.inputs.map((name) => reached.get(name) ?? false);
    layer.backward(gradient, wanted).forEach((inputGradient, index) => {
      const name = layer.inputs[index];
      if (inputGradient !== null && name !== undefined && wanted[index] === true) builder.addGradient(name, inputGradient);
    });
  }
  if (builder.parameterGradients.size === 0) {
    throw new AppError('RECIPE_INVALID', {
      message: `Nothing of the network ${graph.name} is trained.`,
      field: 'backbone.trainable',
    });
  }

  const rule = optimizerRule(optimizer.type);
  if (rule.decay !== undefined) builder.declare(STEP_VALUES.decay, { shape: [], batched: false });
  const parameters: StepParameter[] = [];
  const slots: StepSlot[] = [];
  for (const [name, { shape }] of parameterShapes(graph)) {
    const gradient = builder.parameterGradients.get(name);
    if (gradient === undefined) {
      parameters.push({ name, shape, update: builder.updates.get(name) ?? null });
      continue;
    }
    const type = builder.typeOf(name);
    const own = rule.slots(optimizer).map((slot) => ({
      name: builder.declare(`${name}:${slot}`, type),
      shape,
      update: builder.declare(`${name}:${slot}/next`, type),
    }));
    const next = builder.declare(`${name}/next`, type);
    rule.derive(builder, optimizer, {
      parameter: name,
      gradient,
      slots: own.map((slot) => slot.name),
      next,
      nextSlots: own.map((slot) => slot.update),
    });
    slots.push(...own);
    parameters.push({ name, shape, update: next });
  }
  return {
    name: graph.name,
    input: inputLayer(graph),
    classCount: probabilities.shape[0] ?? 0,
    values: builder.values,
    ops: builder.ops,
    parameters,
    slots,
    masks: graph.layers.flatMap((layer) =>
      layer.kind === 'dropout' || layer.kind === 'stochastic-depth'
        ? [{ layer: layer.name, shape: builder.typeOf(`mask:${layer.name}`).shape, rate: layer.rate }]
        : [],
    ),
    optimizer,
    loss: result.loss,
    probabilities: graph.output,
    gradients: builder.parameterGradients,
  };
}

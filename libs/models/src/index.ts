export type { ArchitectureCard } from './architectures/card.ts';
export { architectureByName, architectures, weightsRowByName } from './architectures/catalogue.ts';
export { deriveForwardGraph } from './autodiff/derive-forward-graph.ts';
export { deriveStepGraph, type StepOptions } from './autodiff/derive-step-graph.ts';
export type { Op, OpKind, OpWith, PoolAttributes, Program, ValueType, WindowAttributes } from './autodiff/ops.ts';
export { interpret } from './autodiff/reference/interpret.ts';
export {
  STEP_VALUES,
  type ForwardGraph,
  type StepGraph,
  type StepMask,
  type StepParameter,
  type StepSlot,
} from './autodiff/step-graph.ts';
export { sizeOf } from './graph/expect-shape.ts';
export * from './graph/graph.ts';
export { countParameters, initialParameters, parameterShapes, type ParameterShape } from './graph/parameters.ts';
export { multiplyAdds } from './graph/multiply-adds.ts';
export { inferShapes, inputLayer } from './graph/shapes.ts';
export { windowAxis, type WindowAxis } from './graph/windows.ts';
export { HEAD_LAYERS } from './heads/classifier.ts';
export { planNetwork, type NetworkPlan } from './heads/plan-network.ts';
export { FORWARD_BATCH, KEPT_PIXELS_BYTES, trainingMemory, type TrainingMemory } from './memory/training-memory.ts';
export { stepDecay, stepRate } from './optimizers/table.ts';
export { augmentationDraws } from './random/augmentation-draws.ts';
export { dropoutMask } from './random/dropout-mask.ts';
export { shuffledIndices } from './random/shuffled-indices.ts';
export { RandomStream, type StreamKey } from './random/stream.ts';
export { checkParameters } from './weights/check-parameters.ts';
export type { Preprocessing } from './weights/preprocessing.ts';
export type { WeightsRow } from './weights/row.ts';
export { mergeRecipe } from './presets/merge-recipe.ts';
export type { Preset } from './presets/preset.ts';
export { presetByName, presets } from './presets/presets.ts';
export { checkRecipe, type RecipeCheck, type RecipeContext } from './recipe-check/check-recipe.ts';
export { gigabytes, remedy } from './recipe-check/memory-problems.ts';
export type { RecipeProblem } from './recipe-check/problem.ts';
export type { SubsetLabelCounts } from './recipe-check/split-problems.ts';
export { classesOfTask, type TaskClass } from './recipe-check/task-classes.ts';
export { evaluate, type EvaluationInput } from './evaluation/evaluate.ts';
export { predictedClasses } from './evaluation/predicted-class.ts';
export { wilson } from './evaluation/wilson.ts';

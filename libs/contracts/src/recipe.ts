import { z } from 'zod';
import { augmentationSchema } from './augmentation.ts';

/**
 * The recipe: the whole declarative configuration of one training, stored with its run. Parsed once, at launch, with the
 * defaults filled in; everything behind that trusts it. Objects are strict: an unknown key is an error, never ignored.
 */
export const RECIPE_SCHEMA_VERSION = 1;

const className = z.string().min(1).max(200);

/** Maps the labels of the dataset to the classes of the run. `classes: 'labels'` takes every label as a class of its own. */
export const taskSchema = z
  .strictObject({
    type: z.literal('single-label').default('single-label'),
    classes: z
      .union([
        z.literal('labels'),
        z
          .array(z.strictObject({ name: className, from: z.array(className).min(1) }))
          .min(2)
          .max(1000),
      ])
      .default('labels'),
    /** Classes that count as disease where a question is binary; empty where there is no such reading. */
    positive: z.array(className).default([]),
  })
  .prefault({});

/** Pixels as the network takes them: the picture is resized to this, as RGB. */
export const inputSchema = z.strictObject({
  height: z.int().min(16).max(1024).default(224),
  width: z.int().min(16).max(1024).default(224),
  /** How a picture of another size is brought to this one: `stretch` ignores the aspect ratio, as Keras's loaders do. */
  fit: z.literal('stretch').default('stretch'),
});

export const backboneSchema = z.strictObject({
  /** A name of the catalogue in libs/models/architectures. */
  architecture: z.string().min(1).max(100),
  /** A weights row of the architecture's card; null: seeded initial weights. */
  weights: z.string().min(1).max(100).nullable().default(null),
  /** What of it is trained. */
  trainable: z.enum(['all', 'none']).default('all'),
});

export const headSchema = z
  .strictObject({
    /** How the last map becomes a vector: mean or maximum by channel, or all its numbers in a row. */
    pooling: z.enum(['average', 'max', 'flatten']).default('average'),
    /** With `flatten`: a max pool of this window and stride before it; null: none. */
    window: z.int().min(2).max(16).nullable().default(null),
    /** Features are standardised by the mean and deviation of the training subset (needs a frozen backbone). */
    standardize: z.boolean().default(false),
    /** Hidden dense layers with ReLU between pooling and the classifier. */
    dense: z.array(z.int().min(1).max(8192)).max(8).default([]),
    /** Batch norm behind each hidden layer's ReLU. */
    batchNorm: z.boolean().default(false),
    /** Share of the features set to 0 before the classifier while training, in [0, 1). */
    dropout: z.number().min(0).lt(1).default(0),
  })
  .prefault({});

export const lossSchema = z
  .strictObject({ type: z.literal('categorical-crossentropy').default('categorical-crossentropy') })
  .prefault({});

const learningRate = z.number().positive().max(100);

export const optimizerSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('adam'),
      learningRate: learningRate.default(1e-3),
      beta1: z.number().min(0).lt(1).default(0.9),
      beta2: z.number().min(0).lt(1).default(0.999),
      epsilon: z.number().positive().default(1e-7),
    }),
    z.strictObject({
      type: z.literal('sgd'),
      learningRate: learningRate.default(1e-2),
      momentum: z.number().min(0).lt(1).default(0),
      nesterov: z.boolean().default(false),
    }),
    z.strictObject({
      type: z.literal('rmsprop'),
      learningRate: learningRate.default(1e-3),
      rho: z.number().min(0).lt(1).default(0.9),
      momentum: z.number().min(0).lt(1).default(0),
      epsilon: z.number().positive().default(1e-7),
      /** Gradients are measured against their variance, not their mean square. */
      centered: z.boolean().default(false),
    }),
    z.strictObject({
      type: z.literal('adamw'),
      learningRate: learningRate.default(1e-3),
      /** Share of every trained parameter, times the learning rate, that each step takes away. */
      weightDecay: z.number().min(0).max(100).default(0.004),
      beta1: z.number().min(0).lt(1).default(0.9),
      beta2: z.number().min(0).lt(1).default(0.999),
      epsilon: z.number().positive().default(1e-7),
    }),
  ])
  .prefault({ type: 'adam' });

/** The learning rate over the training, by step. `cosine` falls from the optimizer's rate to `final` × it at the last step. */
export const scheduleSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('constant') }),
    z.strictObject({ type: z.literal('cosine'), final: z.number().min(0).max(1).default(0) }),
  ])
  .prefault({ type: 'constant' });

export const networkRecipeSchema = z.strictObject({
  schemaVersion: z.literal(RECIPE_SCHEMA_VERSION).default(RECIPE_SCHEMA_VERSION),
  kind: z.literal('network').default('network'),
  task: taskSchema,
  input: inputSchema.prefault({}),
  augmentation: augmentationSchema,
  backbone: backboneSchema,
  head: headSchema,
  loss: lossSchema,
  optimizer: optimizerSchema,
  schedule: scheduleSchema,
  /** Passes over the training subset. */
  epochs: z.int().min(1).max(10_000).default(10),
  /** Images a step. */
  batch: z.int().min(1).max(4096).default(32),
  /** Feeds shuffles, augmentation, dropout and initial weights: the same seed repeats the run. */
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
});

/** Later kinds (converged-head, ensemble, external) become members of a union on `kind`. */
export const recipeSchema = networkRecipeSchema;

export type Recipe = z.output<typeof recipeSchema>;
export type NetworkRecipe = z.output<typeof networkRecipeSchema>;
export type RecipeInput = z.input<typeof recipeSchema>;
export type OptimizerRecipe = Recipe['optimizer'];
export type ScheduleRecipe = Recipe['schedule'];
export type TaskRecipe = Recipe['task'];

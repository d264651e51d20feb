import type { CertificateLevel, SplitStrategy, Subset } from './dataset.ts';
import type { EvaluationReport } from './metrics.ts';
import type { Recipe } from './recipe.ts';

/** Raised when a reader of older cards would be misled. */
export const MODEL_CARD_VERSION = 1;

/** Names of the files that a finished run leaves, besides its checkpoints. */
export const RESULT_FILES = {
  model: 'model.onnx',
  card: 'model-card.json',
  cardText: 'model-card.md',
  predictions: {
    TRAIN: 'predictions-train.csv',
    VALIDATION: 'predictions-validation.csv',
    TEST: 'predictions-test.csv',
  } satisfies Record<Subset, string>,
} as const;

/** Where a model comes from, as far as the training itself does not know it. */
export interface ModelOrigin {
  readonly run: { readonly id: string; readonly name: string };
  readonly dataset: { readonly name: string; readonly version: number; readonly manifestHash: string };
  readonly split: { readonly name: string; readonly strategy: SplitStrategy; readonly seed: number };
  /** As it stood when the run began; null where the split has none. */
  readonly certificate: { readonly level: CertificateLevel; readonly statement: string } | null;
  /** Of Sagittal. */
  readonly codeVersion: string;
}

/** All that somebody needs who meets the model outside: what it is, how to use it, how good it was on what, how it was made. */
export interface ModelCard extends ModelOrigin {
  readonly cardVersion: number;
  readonly notice: string;
  readonly architecture: {
    readonly name: string;
    readonly title: string;
    readonly family: string;
    readonly paper: string | null;
    readonly licence: string;
    readonly totalParameters: number;
    readonly trainableParameters: number;
  };
  /** What training began with; null: seeded weights. */
  readonly weights: {
    readonly name: string;
    readonly title: string;
    readonly source: string;
    readonly licence: string;
    readonly sha256: string | null;
  } | null;
  /** Names in score order. */
  readonly classes: readonly string[];
  readonly input: {
    readonly name: string;
    readonly type: 'uint8';
    readonly shape: readonly ['N', number, number, 3];
    readonly colour: 'RGB';
    readonly resize: { readonly fit: 'stretch'; readonly filter: 'triangle'; readonly antialias: true };
  };
  readonly outputs: readonly { readonly name: string; readonly type: 'float32'; readonly shape: readonly ['N', number] }[];
  readonly images: Readonly<Record<Subset, number>>;
  readonly results: readonly ({ readonly subset: Subset } & EvaluationReport)[];
  readonly training: {
    readonly engine: string;
    readonly engineVersion: string;
    readonly device: string;
    readonly threads: number;
    readonly seed: number;
    readonly epochs: number;
    /** The epoch whose weights these are: the best by validation. */
    readonly bestEpoch: number;
    /** SHA-256 of the recipe as JSON with sorted keys. */
    readonly recipeHash: string;
    readonly recipe: Recipe;
  };
  /** The model file; null where it could not be written. */
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string } | null;
}

import type { ModelOrigin, Recipe } from '@sagittal/contracts';
import type { WeightsPlaces } from '@sagittal/models/node';

/** One image as training sees it. */
export interface TrainImage {
  /** Id of the dataset item; comes back with its prediction. */
  readonly itemId: string;
  /** As people know it: its path in the dataset. */
  readonly name: string;
  /** Absolute path of the file. */
  readonly path: string;
  /** Of the file's bytes: the key of everything computed from it. */
  readonly sha256: string;
  /** Index of its class. */
  readonly classIndex: number;
}

/** Everything one training needs; it knows no database and no dataset. */
export interface TrainJob {
  readonly recipe: Recipe;
  /** Names in score order. */
  readonly classes: readonly string[];
  /** The order is part of the run: it decides which image a seeded shuffle puts where. */
  readonly training: readonly TrainImage[];
  readonly validation: readonly TrainImage[];
  readonly test: readonly TrainImage[];
  /** For the card of the model. */
  readonly origin: ModelOrigin;
  /** Where checkpoints and files are written. */
  readonly directory: string;
  /** Where features of frozen backbones are kept between runs; may be deleted at any time. */
  readonly featureDirectory: string;
  /** Where pretrained weights are looked for, and downloaded to. */
  readonly weights: WeightsPlaces;
}

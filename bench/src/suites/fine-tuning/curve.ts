/** What one side's fine-tuning showed. */
export interface Curve {
  /** What computed, with versions. */
  readonly title: string;
  /** Of each step's batch, before its update. */
  readonly losses: readonly number[];
  /** After each epoch, on the test images. */
  readonly tests: readonly { readonly accuracy: number; readonly loss: number }[];
  /** Class of each test image by the final weights. */
  readonly predictions: readonly number[];
  readonly seconds: number;
}

/** The file that docs/fine-tuning.md is drawn from. */
export interface FineTuningRecord {
  readonly measuredAt: string;
  readonly processor: string;
  readonly dataset: string;
  readonly size: number;
  readonly trainingImages: number;
  readonly testImages: number;
  readonly batch: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly ours: Curve;
  readonly peer: Curve;
  /** The peer's losses of the first steps in double precision. */
  readonly double: readonly number[];
}

/** Says how far a training is, every ten steps. */
export function tellSteps(losses: readonly number[], tell: (text: string) => void): void {
  if (losses.length % 10 === 0) tell(`step ${String(losses.length)}: loss ${(losses.at(-1) ?? NaN).toFixed(4)}`);
}

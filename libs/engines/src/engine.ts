import type { Graph, Parameters, StepGraph } from '@sagittal/models';

/** Images or feature vectors of one batch: [n, …shape of the graph's input], channels last. Bytes are pixels 0 to 255. */
export interface BatchInput {
  readonly data: Uint8Array | Float32Array;
  readonly count: number;
}

/** A forward pass that was made ready for one batch size; a smaller last batch is compiled at its own size on first use. */
export interface ForwardSession {
  /** @returns per endpoint, the values of the whole batch in a row, float32, channels last. */
  forward(input: BatchInput): Promise<ReadonlyMap<string, Float32Array>>;
  dispose(): Promise<void>;
}

export interface StepInput extends BatchInput {
  /** Targets as probabilities: [count, classes]. */
  readonly targets: Float32Array;
  /** One weight a sample; absent: all 1. The loss is the weighted sum divided by count. */
  readonly sampleWeights?: Float32Array;
  /** Dropout masks by layer: 0 or 1 / (1 − rate), [count, …shape of the layer]. */
  readonly masks: ReadonlyMap<string, Float32Array>;
}

export interface StepResult {
  /** Mean loss of the batch before the update. */
  readonly loss: number;
  /** [count, classes], before the update. */
  readonly probabilities: Float32Array;
}

/** A training in progress: parameters and optimizer state live inside. */
export interface TrainingSession {
  step(input: StepInput, scalars: { readonly learningRate: number }): Promise<StepResult>;
  /** A copy of all parameters as they are now, trained or not. */
  parameters(): Parameters;
  setParameters(parameters: Parameters): void;
  /** A copy of the optimizer's state, `iteration` included; set it back to resume to the same bits. */
  optimizerState(): ReadonlyMap<string, Float32Array>;
  setOptimizerState(state: ReadonlyMap<string, Float32Array>): void;
  dispose(): Promise<void>;
}

/** What computes. One implementation a folder: onnx/ (default), later tfjs/. */
export interface Engine {
  readonly name: string;
  readonly version: string;
  /** As `CPU, 2 threads, blocked kernels`. */
  readonly device: string;
  readonly threads: number;
  compileForward(
    graph: Graph,
    options: { readonly batch: number; readonly parameters: Parameters; readonly endpoints?: readonly string[] },
  ): Promise<ForwardSession>;
  compileTraining(
    step: StepGraph,
    options: { readonly batch: number; readonly parameters: Parameters },
  ): Promise<TrainingSession>;
}

/** What a probe found of one engine. */
export interface EngineProbe {
  readonly name: string;
  readonly available: boolean;
  readonly reason: string | null;
  readonly device: string | null;
  readonly trains: boolean;
}

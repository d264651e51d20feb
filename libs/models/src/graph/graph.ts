/**
 * A network as data. Layers are listed so that each comes after its inputs; shapes are per image (no batch axis), channels
 * last, as in Keras; parameters are named as in Keras (`Conv1/kernel`, `Conv1_bn/gamma`) and kept in Keras's layout
 * (convolution: height, width, in, out; depthwise: height, width, channels, 1; dense: in, out).
 */
export type Shape = readonly number[];

/** A number: so many zeros on every side, then as 'valid' (Keras's ZeroPadding2D before the window). In a max pool they never win. */
export type Padding = 'same' | 'valid' | number;

/**
 * How a kernel begins; absent: Glorot uniform, as Keras's layers begin by themselves. `he-fan-out`: normal of variance
 * 2 / fan out (EfficientNet); a number: normal of that deviation (ViT). Both are cut off at two deviations.
 */
export type KernelInitial = 'glorot-uniform' | 'he-fan-out' | number;

interface Base {
  /** Unique within the graph; also the name of the layer's output. */
  readonly name: string;
  /** Names of the layers that feed it, in order. */
  readonly inputs: readonly string[];
}

export type Layer =
  | (Base & { readonly kind: 'input'; readonly shape: Shape })
  /** scale · x + offset by channel: the preprocessing of a weights row, so that pixels 0 to 255 go in. Never trained. */
  | (Base & { readonly kind: 'rescale'; readonly scale: readonly number[]; readonly offset: readonly number[] })
  | (Base & {
      readonly kind: 'conv2d';
      readonly filters: number;
      readonly kernel: readonly [number, number];
      readonly strides: readonly [number, number];
      readonly padding: Padding;
      readonly bias: boolean;
      readonly initial?: KernelInitial;
    })
  | (Base & {
      readonly kind: 'depthwise-conv2d';
      readonly kernel: readonly [number, number];
      readonly strides: readonly [number, number];
      readonly padding: Padding;
      readonly bias: boolean;
      readonly initial?: KernelInitial;
    })
  /** `scale` false: no gamma; `center` false: no beta (both true where absent, as in Keras). One of them it must have. */
  | (Base & {
      readonly kind: 'batch-norm';
      readonly epsilon: number;
      readonly momentum: number;
      readonly scale?: boolean;
      readonly center?: boolean;
    })
  | (Base & { readonly kind: 'relu'; readonly max: number | null })
  | (Base & {
      readonly kind: 'max-pool2d';
      readonly pool: readonly [number, number];
      readonly strides: readonly [number, number];
      readonly padding: Padding;
    })
  /** Mean of each window; what padding adds is not counted. */
  | (Base & {
      readonly kind: 'average-pool2d';
      readonly pool: readonly [number, number];
      readonly strides: readonly [number, number];
      readonly padding: Padding;
    })
  | (Base & { readonly kind: 'add' })
  /** Inputs side by side along the last axis. */
  | (Base & { readonly kind: 'concat' })
  /** All numbers of an image in one vector, channels last, as Keras's Flatten. */
  | (Base & { readonly kind: 'flatten' })
  | (Base & { readonly kind: 'global-average-pool' })
  | (Base & { readonly kind: 'global-max-pool' })
  /**
   * (x − mean) / √(variance + epsilon) by feature, from statistics set before training (Keras Normalization). Never trained.
   * `counted`: there is a third parameter, the number of samples that the statistics are of, as Keras keeps it.
   */
  | (Base & { readonly kind: 'standardize'; readonly epsilon: number; readonly counted?: boolean })
  | (Base & { readonly kind: 'dropout'; readonly rate: number })
  /** As dropout, but whole images at once: what a residual branch adds is dropped or kept (Huang et al. 2016). */
  | (Base & { readonly kind: 'stochastic-depth'; readonly rate: number })
  /** Of a vector, or of each token of [tokens, features]. */
  | (Base & { readonly kind: 'dense'; readonly units: number; readonly bias: boolean; readonly initial?: KernelInitial })
  | (Base & { readonly kind: 'sigmoid' })
  /** x · sigmoid(x) (Ramachandran et al. 2017). */
  | (Base & { readonly kind: 'swish' })
  /** x · Φ(x), by the error function and not by its tanh likeness (Hendrycks and Gimpel 2016). */
  | (Base & { readonly kind: 'gelu' })
  /** A map times one number an image and channel, [c] or [1, 1, c]: squeeze-and-excitation (Hu et al. 2018). */
  | (Base & { readonly kind: 'multiply' })
  /** The same numbers under another shape. */
  | (Base & { readonly kind: 'reshape'; readonly shape: Shape })
  /** Mean 0 and deviation 1 over the last axis, then · gamma + beta (Ba et al. 2016). */
  | (Base & { readonly kind: 'layer-norm'; readonly epsilon: number })
  /** Puts a learned token before the others: [t, f] → [t + 1, f]. */
  | (Base & { readonly kind: 'class-token' })
  /** Adds a learned tensor of the tokens' shape. */
  | (Base & { readonly kind: 'position-embedding' })
  /** Multi-head self-attention (Vaswani et al. 2017) of queries, keys and values side by side: [t, 3 · f] → [t, f]. */
  | (Base & { readonly kind: 'attention'; readonly heads: number })
  /** One token of [t, f] → [f]. */
  | (Base & { readonly kind: 'take-token'; readonly index: number })
  | (Base & { readonly kind: 'softmax' });

export type LayerKind = Layer['kind'];
export type LayerOf<K extends LayerKind> = Extract<Layer, { kind: K }>;

export interface Graph {
  readonly name: string;
  readonly layers: readonly Layer[];
  /** Public names of layers inside: `features` (the last map before pooling), `pooled`, `logits`, … */
  readonly endpoints: Readonly<Record<string, string>>;
  /** The layer that is the result. */
  readonly output: string;
}

/** A parameter tensor in Keras's layout. */
export interface Tensor {
  readonly shape: Shape;
  readonly data: Float32Array;
}

/** Parameters by name. */
export type Parameters = ReadonlyMap<string, Tensor>;

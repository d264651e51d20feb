import type { Layer, LayerKind, LayerOf, Shape } from '../../graph/graph.ts';
import type { ProgramBuilder } from '../builder.ts';

/**
 * How a parameter begins. `glorot-uniform` is Keras's: uniform within ±√(6 / (fan in + fan out)). `truncated-normal` is drawn
 * from a normal of the given deviation, and drawn again where it is beyond two of them.
 */
export type Initial =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'truncated-normal'; readonly deviation: number }
  | { readonly kind: 'glorot-uniform'; readonly fanIn: number; readonly fanOut: number };

export interface ParameterSpec {
  /** Without the layer: `kernel`. */
  readonly suffix: string;
  readonly shape: Shape;
  /** By nature: moving averages and fixed statistics are never given to the optimizer. */
  readonly trainable: boolean;
  readonly initial: Initial;
}

/** What a rule works with while the ops of one layer are written. */
export interface LayerContext {
  readonly builder: ProgramBuilder;
  /** Values that feed the layer, in order. */
  readonly inputs: readonly string[];
  /** The layer's own value, already declared. */
  readonly output: string;
  /** Dropout drops and batch norm uses the batch's statistics only while training. */
  readonly training: boolean;
  /** The value of one of the layer's parameters. */
  parameter(suffix: string): string;
  trains(suffix: string): boolean;
}

/**
 * Writes the backward ops of one layer: given the gradient of its output, sets the gradients of its trained parameters and
 * returns those of its inputs, in order; `wanted[i]` false: nothing before that input is trained, null may stand there.
 */
export type Backward = (gradient: string, wanted: readonly boolean[]) => readonly (string | null)[];

interface RuleFor<L extends Layer> {
  /** Shape of the output per image. Throws AppError INVALID_INPUT where the inputs do not fit. */
  shape(layer: L, inputs: readonly Shape[]): Shape;
  parameters(layer: L, inputs: readonly Shape[]): readonly ParameterSpec[];
  /** Writes the forward ops and returns the writer of the backward ones. */
  derive(layer: L, context: LayerContext): Backward;
}

/** All that the system knows about one kind of layer. A new layer is one such file and one row in the table. */
export type LayerRule<K extends LayerKind> = RuleFor<LayerOf<K>>;

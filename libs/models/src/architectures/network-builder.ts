import type { Graph, KernelInitial, Layer, Padding } from '../graph/graph.ts';

export interface Size {
  readonly height: number;
  readonly width: number;
}

interface WindowOptions {
  /** The layer that it reads; by default the last one. */
  readonly from?: string;
  readonly stride?: number;
  readonly padding?: Padding;
}

interface KernelOptions extends WindowOptions {
  readonly bias?: boolean;
  readonly initial?: KernelInitial;
}

interface NormOptions {
  readonly epsilon: number;
  readonly momentum: number;
  readonly scale?: boolean;
}

type Square = number | readonly [number, number];

function pair(square: Square): readonly [number, number] {
  return typeof square === 'number' ? [square, square] : square;
}

/** Writes a backbone layer by layer. Every method adds one layer, by default behind the last one, and returns its name. */
export class NetworkBuilder {
  readonly #layers: Layer[];
  #last = 'input';

  constructor({ height, width }: Size) {
    this.#layers = [{ kind: 'input', name: 'input', inputs: [], shape: [height, width, 3] }];
  }

  /** The layer that was added last. */
  get last(): string {
    return this.#last;
  }

  push(layer: Layer): string {
    this.#layers.push(layer);
    this.#last = layer.name;
    return layer.name;
  }

  conv(
    name: string,
    filters: number,
    kernel: Square,
    { from = this.#last, stride = 1, padding = 'same', bias = true, initial = 'glorot-uniform' }: KernelOptions = {},
  ): string {
    return this.push({
      kind: 'conv2d',
      name,
      inputs: [from],
      filters,
      kernel: pair(kernel),
      strides: [stride, stride],
      padding,
      bias,
      initial,
    });
  }

  depthwise(
    name: string,
    kernel: Square,
    { from = this.#last, stride = 1, padding = 'same', bias = false, initial = 'glorot-uniform' }: KernelOptions = {},
  ): string {
    return this.push({
      kind: 'depthwise-conv2d',
      name,
      inputs: [from],
      kernel: pair(kernel),
      strides: [stride, stride],
      padding,
      bias,
      initial,
    });
  }

  norm(name: string, options: NormOptions): string {
    return this.push({ kind: 'batch-norm', name, inputs: [this.#last], ...options });
  }

  relu(name: string, max: number | null = null): string {
    return this.push({ kind: 'relu', name, inputs: [this.#last], max });
  }

  swish(name: string): string {
    return this.push({ kind: 'swish', name, inputs: [this.#last] });
  }

  maxPool(name: string, pool: number, { from = this.#last, stride = pool, padding = 'valid' }: WindowOptions = {}): string {
    return this.push({ kind: 'max-pool2d', name, inputs: [from], pool: [pool, pool], strides: [stride, stride], padding });
  }

  averagePool(name: string, pool: number, { from = this.#last, stride = pool, padding = 'valid' }: WindowOptions = {}): string {
    return this.push({ kind: 'average-pool2d', name, inputs: [from], pool: [pool, pool], strides: [stride, stride], padding });
  }

  add(name: string, inputs: readonly string[]): string {
    return this.push({ kind: 'add', name, inputs });
  }

  concat(name: string, inputs: readonly string[]): string {
    return this.push({ kind: 'concat', name, inputs });
  }

  /** The network as far as it is written; the last layer is its output. */
  graph(name: string, endpoints: Readonly<Record<string, string>>): Graph {
    return { name, layers: [...this.#layers], endpoints, output: this.#last };
  }
}

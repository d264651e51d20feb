import { AppError } from '@sagittal/contracts';
import { checkParameters, deriveForwardGraph, sizeOf, type ForwardGraph, type Graph, type Parameters } from '@sagittal/models';
import type { BatchInput, ForwardSession } from '../engine.ts';
import { prepareProgram } from './run-program.ts';
import { compute, floatsOf, type Tensor, type TfjsRuntime } from './runtime.ts';

class TfjsForwardSession implements ForwardSession {
  readonly #runtime: TfjsRuntime;
  readonly #graph: ForwardGraph;
  readonly #run: ReturnType<typeof prepareProgram>;
  readonly #parameters: ReadonlyMap<string, Tensor>;

  constructor(runtime: TfjsRuntime, graph: ForwardGraph, parameters: ReadonlyMap<string, Tensor>) {
    this.#runtime = runtime;
    this.#graph = graph;
    this.#parameters = parameters;
    const given = new Set([graph.input.name, ...parameters.keys()]);
    this.#run = prepareProgram(runtime, graph, given, new Set(graph.endpoints.values()));
  }

  async forward({ data, count }: BatchInput): Promise<ReadonlyMap<string, Float32Array>> {
    const { name, shape } = this.#graph.input;
    if (count < 1 || data.length !== count * sizeOf(shape)) {
      throw new AppError('INTERNAL', {
        message: `A batch of ${String(count)} holds ${String(data.length)} numbers, not ${String(count * sizeOf(shape))}.`,
      });
    }
    return compute(this.#runtime, 'A forward pass could not be computed', () => {
      const { tf } = this.#runtime;
      const input = tf.tensor(new Float32Array(data), [count, ...shape], 'float32');
      try {
        const results = this.#run(new Map([...this.#parameters, [name, input]]), count);
        const numbers = new Map([...results].map(([value, tensor]) => [value, floatsOf(tensor)]));
        for (const tensor of results.values()) tensor.dispose();
        return new Map(
          [...this.#graph.endpoints].map(([endpoint, value]) => [endpoint, numbers.get(value) ?? new Float32Array()]),
        );
      } finally {
        input.dispose();
      }
    });
  }

  dispose(): Promise<void> {
    for (const tensor of this.#parameters.values()) tensor.dispose();
    return Promise.resolve();
  }
}

/** Makes a forward pass ready; it takes any batch size. */
export async function compileForward(
  runtime: TfjsRuntime,
  graph: Graph,
  { parameters, endpoints }: { readonly parameters: Parameters; readonly endpoints?: readonly string[] },
): Promise<ForwardSession> {
  const forward = deriveForwardGraph(graph, endpoints ?? [graph.output]);
  const checked = checkParameters(graph, parameters);
  return compute(runtime, `The network ${graph.name} could not be made ready`, () => {
    const tensors = new Map(
      forward.parameters.map(({ name, shape }) => {
        const given = checked.get(name);
        if (given === undefined)
          throw new AppError('WEIGHTS_MISMATCH', { message: `The parameters have no ${name} for ${graph.name}.`, item: name });
        return [name, runtime.tf.tensor(given.data.slice(), [...shape], 'float32')] as const;
      }),
    );
    return new TfjsForwardSession(runtime, forward, tensors);
  });
}

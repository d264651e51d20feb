import { AppError } from '@sagittal/contracts';
import { checkParameters, deriveForwardGraph, sizeOf, type ForwardGraph, type Graph, type Parameters } from '@sagittal/models';
import type { BatchInput, ForwardSession } from '../engine.ts';
import { lowerForward } from './lower-forward.ts';
import type { InputType } from './lower-program.ts';
import { checkBatch } from './check-batch.ts';
import { MadeOnce } from './made-once.ts';
import { createSession, floatsOf, runSession, tensorOver, type OnnxSession } from './runtime.ts';

interface Ready {
  readonly session: OnnxSession;
  readonly outputs: ReadonlyMap<string, string>;
}

class OnnxForwardSession implements ForwardSession {
  readonly #graph: ForwardGraph;
  readonly #sessions: MadeOnce<Ready>;

  constructor(graph: ForwardGraph, parameters: Parameters, threads: number) {
    this.#graph = graph;
    this.#sessions = new MadeOnce(async (key) => {
      const [type, count] = key.split(' ');
      const { model, outputs } = lowerForward(graph, parameters, {
        batch: Number(count),
        type: type === 'uint8' ? 'uint8' : 'float32',
      });
      return { session: await createSession(model, threads), outputs };
    });
  }

  async prepare(type: InputType, count: number): Promise<Ready> {
    checkBatch(count);
    return this.#sessions.get(`${type} ${String(count)}`);
  }

  async forward({ data, count }: BatchInput): Promise<ReadonlyMap<string, Float32Array>> {
    const { name, shape } = this.#graph.input;
    if (count < 1 || data.length !== count * sizeOf(shape)) {
      throw new AppError('INTERNAL', {
        message: `A batch of ${String(count)} holds ${String(data.length)} numbers, not ${String(count * sizeOf(shape))}.`,
      });
    }
    const { session, outputs } = await this.prepare(data instanceof Uint8Array ? 'uint8' : 'float32', count);
    const fetches = Object.fromEntries([...outputs.values()].map((output) => [output, null]));
    const results = await runSession(session, { [name]: tensorOver(data, [count, ...shape]) }, fetches);
    return new Map([...outputs].map(([endpoint, output]) => [endpoint, floatsOf(results[output])]));
  }

  async dispose(): Promise<void> {
    for (const { session } of await this.#sessions.drain()) await session.release();
  }
}

/** Makes a forward pass ready for one batch size; others are made ready when they first come. */
export async function compileForward(
  graph: Graph,
  {
    batch,
    parameters,
    endpoints,
    threads,
  }: {
    readonly batch: number;
    readonly parameters: Parameters;
    readonly endpoints?: readonly string[];
    readonly threads: number;
  },
): Promise<ForwardSession> {
  const forward = deriveForwardGraph(graph, endpoints ?? [graph.output]);
  const session = new OnnxForwardSession(forward, checkParameters(graph, parameters), threads);
  const takesPixels = graph.layers.some((layer) => layer.kind === 'rescale' && layer.inputs.includes(forward.input.name));
  await session.prepare(takesPixels ? 'uint8' : 'float32', batch);
  return session;
}

import type { Parameters, Tensor } from '@sagittal/models';
import type { TrainEvent } from '../events.ts';
import type { Snapshot } from '../loop/fit.ts';
import { encodeSafetensors } from './safetensors.ts';
import { writeFileSafely } from './write-file.ts';

/** While training goes on, a checkpoint is written this often at most; what is due at the end is written then. */
const EVERY_MS = 10_000;

const FILES = { BEST: 'best.safetensors', LAST: 'last.safetensors' } as const;

/**
 * Keeps two files up to date: the best weights, and the last with the optimizer's state (tensors `optimizer/…`). Both hold
 * every parameter of the network, frozen ones too, so that a file is a model by itself.
 */
export class Checkpointer {
  readonly #directory: string;
  /** Parameters that are not trained. */
  readonly #fixed: Parameters;
  readonly #metadata: Readonly<Record<string, string>>;
  readonly #writtenStep = { BEST: 0, LAST: 0 };
  #writtenAt = performance.now();

  constructor(
    directory: string,
    { fixed, metadata }: { readonly fixed: Parameters; readonly metadata: Readonly<Record<string, string>> },
  ) {
    this.#directory = directory;
    this.#fixed = fixed;
    this.#metadata = metadata;
  }

  /** Writes what changed, if it is time to. @throws where the disk is full */
  async *maybeWrite(last: Snapshot, best: Snapshot): AsyncGenerator<TrainEvent, void, undefined> {
    if (performance.now() - this.#writtenAt >= EVERY_MS) yield* this.write(last, best);
  }

  async *write(last: Snapshot, best: Snapshot): AsyncGenerator<TrainEvent, void, undefined> {
    if (best.step !== this.#writtenStep.BEST) yield await this.#write('BEST', best, new Map());
    if (last.step !== this.#writtenStep.LAST) yield await this.#write('LAST', last, stateTensors(last));
    this.#writtenAt = performance.now();
  }

  async #write(
    kind: 'BEST' | 'LAST',
    { parameters, epoch, step }: Snapshot,
    state: ReadonlyMap<string, Tensor>,
  ): Promise<TrainEvent> {
    const tensors = new Map([...this.#fixed, ...parameters, ...state]);
    const file = encodeSafetensors(tensors, { ...this.#metadata, epoch: String(epoch), step: String(step) });
    const { name, bytes, sha256 } = await writeFileSafely(this.#directory, FILES[kind], file);
    this.#writtenStep[kind] = step;
    return { type: 'checkpoint', kind, epoch, step, file: name, bytes, sha256 };
  }
}

function stateTensors({ optimizerState }: Snapshot): Map<string, Tensor> {
  return new Map([...optimizerState].map(([name, data]) => [`optimizer/${name}`, { shape: [data.length], data }]));
}

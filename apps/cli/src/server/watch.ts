import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';

/** How often the state is asked for where events come, where they don't, and how long a silent server is waited for. */
export interface Patience {
  readonly quietMs: number;
  readonly pollMs: number;
  readonly giveUpMs: number;
}

const PATIENCE: Patience = { quietMs: 3_000, pollMs: 1_000, giveUpMs: 120_000 };

export interface Watched<State> {
  read(): Promise<State>;
  /** Events: each is a newer state. `connected` says whether they come at all. */
  subscribe(onState: (state: State) => void): { connected(): boolean; close(): void };
  isOver(state: State): boolean;
  report(state: State): void;
  /** The server is silent (true) or answers again (false). */
  silent(isSilent: boolean): void;
}

/**
 * Waits until the state is over: by events as they come, and by asking where none come. A server that is silent (it restarts,
 * the network is away) is asked again until `giveUpMs` have passed.
 *
 * @throws Failure `interrupted` when the signal aborts; `unreachable` when the server stays silent.
 */
export async function watchUntilOver<State>(
  watched: Watched<State>,
  signal: AbortSignal,
  patience: Patience = PATIENCE,
): Promise<State> {
  const pending: State[] = [];
  let wake = (): void => undefined;
  const subscription = watched.subscribe((state) => {
    pending.push(state);
    wake();
  });
  const onAbort = (): void => wake();
  signal.addEventListener('abort', onAbort);

  const pause = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (pending.length > 0 || signal.aborted) wake();
    });

  let silentSince: number | undefined;
  try {
    for (;;) {
      if (signal.aborted) throw new Failure(EXIT.interrupted, { message: 'Interrupted.' });
      let state = pending.splice(0).at(-1);
      if (state === undefined) {
        try {
          state = await watched.read();
          if (silentSince !== undefined) watched.silent(false);
          silentSince = undefined;
        } catch (error) {
          if (!(error instanceof Failure) || error.exitCode !== EXIT.unreachable) throw error;
          if (silentSince === undefined) watched.silent(true);
          silentSince ??= Date.now();
          if (Date.now() - silentSince > patience.giveUpMs) throw error;
        }
      }
      if (state !== undefined) {
        watched.report(state);
        if (watched.isOver(state)) return state;
      }
      await pause(subscription.connected() ? patience.quietMs : patience.pollMs);
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
    subscription.close();
  }
}

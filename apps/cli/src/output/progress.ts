import { printable } from '../failure.ts';
import { count, duration } from './format.ts';
import { Presets, SingleBar } from 'cli-progress';
import type { Writable } from 'node:stream';

/** Without a terminal, one line at most this often. */
const LINE_EVERY_MS = 10_000;

export interface ProgressState {
  readonly label: string;
  readonly done: number;
  /** Null where it is not known yet. */
  readonly total: number | null;
  /** Said behind the bar: epoch, accuracy so far. */
  readonly detail?: string;
  readonly etaSeconds?: number | null;
}

export interface ProgressDisplay {
  show(state: ProgressState): void;
  /** A remark, above the bar. */
  remark(text: string): void;
  stop(): void;
}

function tail(state: ProgressState): string {
  const parts = [state.detail ?? '', state.etaSeconds == null ? '' : `${duration(state.etaSeconds)} left`];
  return printable(parts.filter((part) => part !== '').join(' · '));
}

/** Progress on a terminal as a live bar; elsewhere as a line when the label changes and now and then between. */
export function createProgress(stream: Writable & { readonly isTTY?: boolean }, now: () => number = Date.now): ProgressDisplay {
  return stream.isTTY === true ? createBar(stream) : createLines(stream, now);
}

function createBar(stream: Writable): ProgressDisplay {
  let bar: SingleBar | undefined;
  const stop = (): void => {
    bar?.stop();
    bar = undefined;
  };
  return {
    show(state) {
      const total = Math.max(state.total ?? 0, state.done, 1);
      const payload = { label: printable(state.label).padEnd(10), tail: tail(state) };
      if (bar === undefined) {
        bar = new SingleBar(
          {
            stream,
            format: '{label} {bar} {percentage} %  {value}/{total}  {tail}',
            hideCursor: true,
            barsize: 28,
            stopOnComplete: false,
          },
          Presets.shades_classic,
        );
        bar.start(total, state.done, payload);
      } else {
        bar.setTotal(total);
        bar.update(state.done, payload);
      }
    },
    remark(text) {
      stop();
      stream.write(`${text}\n`);
    },
    stop,
  };
}

function createLines(stream: Writable, now: () => number): ProgressDisplay {
  let label = '';
  let last = -Infinity;
  return {
    show(state) {
      if (state.label === label && now() - last < LINE_EVERY_MS) return;
      label = state.label;
      last = now();
      const amount = state.total === null ? '' : `${count(state.done)} of ${count(state.total)}`;
      stream.write(`${[state.label, amount, tail(state)].filter((part) => part !== '').join(' · ')}\n`);
    },
    remark(text) {
      stream.write(`${text}\n`);
    },
    stop: () => undefined,
  };
}

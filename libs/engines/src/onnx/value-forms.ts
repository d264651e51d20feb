import { AppError } from '@sagittal/contracts';
import type { ValueType } from '@sagittal/models';
import { mapOf } from './lowering.ts';
import type { ModelWriter } from './model-writer.ts';

/** ONNX Runtime's own operators on maps in blocks of channels: [n, channels / block, h, w, block] in memory. */
export const BLOCKED_DOMAIN = 'com.microsoft.nchwc';

/** Channels with those that fill the last block. */
export function paddedChannels(channels: number, block: number): number {
  return Math.ceil(channels / block) * block;
}

/** ReorderInput takes channels by fours. */
const REORDERED_TOGETHER = 4;

/**
 * The ONNX values that hold a program's values: in standard form (channels first), in blocked form, or in both. What is asked
 * for in a form that it does not have is converted once.
 */
export class ValueForms {
  readonly #writer: ModelWriter;
  readonly #typeOf: (name: string) => ValueType;
  readonly #standard: Map<string, string>;
  readonly #blocked = new Map<string, string>();

  constructor(writer: ModelWriter, typeOf: (name: string) => ValueType, bound: ReadonlyMap<string, string>) {
    this.#writer = writer;
    this.#typeOf = typeOf;
    this.#standard = new Map(bound);
  }

  standard(name: string): string {
    const known = this.#standard.get(name);
    if (known !== undefined) return known;
    const blocked = this.#blocked.get(name);
    if (blocked === undefined) throw new AppError('INTERNAL', { message: `The value ${name} is read before it is made.` });
    const [, , channels] = mapOf(this.#typeOf(name));
    const value = this.#writer.node('ReorderOutput', [blocked], { channels }, BLOCKED_DOMAIN);
    this.#standard.set(name, value);
    return value;
  }

  blocked(name: string): string {
    const known = this.#blocked.get(name);
    if (known !== undefined) return known;
    const standard = this.standard(name);
    const [, , channels] = mapOf(this.#typeOf(name));
    const lacking = (REORDERED_TOGETHER - (channels % REORDERED_TOGETHER)) % REORDERED_TOGETHER;
    const even =
      lacking === 0 ? standard : this.#writer.node('Pad', [standard, this.#writer.integers(0, 0, 0, 0, 0, lacking, 0, 0)]);
    const value = this.#writer.node('ReorderInput', [even], {}, BLOCKED_DOMAIN);
    this.#blocked.set(name, value);
    return value;
  }

  isBlocked(name: string): boolean {
    return this.#blocked.has(name);
  }

  setStandard(name: string, value: string): void {
    this.#standard.set(name, value);
  }

  setBlocked(name: string, value: string): void {
    this.#blocked.set(name, value);
  }
}

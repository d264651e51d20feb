import { AppError } from '@sagittal/contracts';
import type { Op, ValueType } from './ops.ts';

/** Collects ops and the types of their values while a graph is derived. */
export class ProgramBuilder {
  readonly values = new Map<string, ValueType>();
  readonly ops: Op[] = [];
  readonly #gradients = new Map<string, string>();
  readonly #parameterGradients = new Map<string, string>();
  readonly #updates = new Map<string, string>();
  #count = 0;

  declare(name: string, type: ValueType): string {
    if (this.values.has(name)) throw new AppError('INTERNAL', { message: `The value ${name} is made twice.` });
    this.values.set(name, type);
    return name;
  }

  typeOf(name: string): ValueType {
    const type = this.values.get(name);
    if (type === undefined) throw new AppError('INTERNAL', { message: `The value ${name} is read before it is made.` });
    return type;
  }

  emit(op: Op): void {
    for (const name of [...op.inputs, ...op.outputs]) this.typeOf(name);
    this.ops.push(op);
  }

  /** A fresh name for an inner value. */
  temporary(what: string, type: ValueType): string {
    this.#count += 1;
    return this.declare(`${what}#${String(this.#count)}`, type);
  }

  /** Adds what flows back into a value; several readers of one value sum up. */
  addGradient(value: string, gradient: string): void {
    const before = this.#gradients.get(value);
    if (before === undefined) {
      this.#gradients.set(value, gradient);
      return;
    }
    const sum = this.temporary(`grad:${value}`, this.typeOf(value));
    this.emit({ kind: 'add', inputs: [before, gradient], outputs: [sum], attributes: {} });
    this.#gradients.set(value, sum);
  }

  gradientOf(value: string): string | undefined {
    return this.#gradients.get(value);
  }

  setParameterGradient(parameter: string, gradient: string): void {
    this.#parameterGradients.set(parameter, gradient);
  }

  get parameterGradients(): ReadonlyMap<string, string> {
    return this.#parameterGradients;
  }

  /** A parameter that changes by another rule than the optimizer's, as moving averages do. */
  setUpdate(parameter: string, value: string): void {
    this.#updates.set(parameter, value);
  }

  get updates(): ReadonlyMap<string, string> {
    return this.#updates;
  }
}

import type { Op, OpKind, OpWith, ValueType } from '@sagittal/models';
import type { LoweringContext } from '../lowering.ts';

/** A lowering of maps in blocks of channels. Channels beyond the last whole block are filled up with zeros, and stay zeros. */
export interface BlockedContext extends LoweringContext {
  /** Channels of one block: 16 with AVX-512, else 8. */
  readonly block: number;
  /** The ONNX value that holds a map in blocked form, [n, padded channels, h, w] by its dimensions. */
  getBlocked(name: string): string;
  setBlocked(name: string, onnxValue: string): void;
  /** Whether a value has a blocked form already. */
  isBlocked(name: string): boolean;
}

/** What an op's kernel does to its first output on the way to memory: + `sum`, then cut off below 0 (and above `max`). */
export interface Fusion {
  readonly sum: string | null;
  readonly activation: { readonly max: number | null } | null;
}

export interface FusedOp extends Fusion {
  readonly op: Op;
}

export interface BlockedLowering<K extends OpKind> {
  /** Whether this op is lowered in blocked form; where not, the standard lowering takes it. */
  suits(op: OpWith<K>, typeOf: (name: string) => ValueType, block: number): boolean;
  /** Whether its kernel can add and cut off as it writes. */
  readonly fuses: boolean;
  lower(op: OpWith<K>, context: BlockedContext, fusion: Fusion): void;
}

export function isMap({ shape, batched }: ValueType): boolean {
  return batched && shape.length === 3;
}

/** For ops that take maps alone: one is always blocked where its first input is a map. */
export function readsMap({ inputs }: Op, typeOf: (name: string) => ValueType): boolean {
  return inputs[0] !== undefined && isMap(typeOf(inputs[0]));
}

export function readsMapsOnly({ inputs }: Op, typeOf: (name: string) => ValueType): boolean {
  return inputs.every((name) => isMap(typeOf(name)));
}

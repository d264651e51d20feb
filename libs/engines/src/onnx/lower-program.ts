import { AppError } from '@sagittal/contracts';
import type { Op, Program, Shape, ValueType } from '@sagittal/models';
import type { BlockedContext } from './blocked/blocked-lowering.ts';
import { fuse } from './blocked/fuse.ts';
import { blockedLowering } from './blocked/table.ts';
import { dimsOf, type LoweringContext } from './lowering.ts';
import type { ModelWriter } from './model-writer.ts';
import { lowerOp } from './ops/table.ts';
import { ValueForms } from './value-forms.ts';
import { elementTypeNumber } from './file/model.ts';

/** What goes in as data: pixels as bytes, or numbers. */
export type InputType = 'uint8' | 'float32';

/** Declares the data input as callers have it, channels last, and returns the value in ONNX's layout. */
export function lowerInput(
  writer: ModelWriter,
  { name, shape }: { readonly name: string; readonly shape: Shape },
  type: InputType,
  batch: number,
): string {
  const given = writer.input(name, type, [batch, ...shape]);
  const numbers = type === 'uint8' ? writer.node('Cast', [given], { to: elementTypeNumber('float32') }) : given;
  return shape.length === 3 ? writer.node('Transpose', [numbers], { perm: [0, 3, 1, 2] }) : numbers;
}

interface LoweringOptions {
  /** Channels of one block of ONNX Runtime's blocked kernels; null: standard operators only. */
  readonly block: number | null;
  /** Values that are wanted as results. */
  readonly results: readonly string[];
}

/** Lowers all ops of a program; `bound` holds the ONNX values of what is given. */
export function lowerProgram(
  program: Program,
  writer: ModelWriter,
  batch: number,
  bound: ReadonlyMap<string, string>,
  { block, results }: LoweringOptions = { block: null, results: [] },
): LoweringContext {
  const typeOf = (name: string): ValueType => {
    const type = program.values.get(name);
    if (type === undefined) throw new AppError('INTERNAL', { message: `The value ${name} has no type.` });
    return type;
  };
  const forms = new ValueForms(writer, typeOf, bound);
  const context: LoweringContext = {
    writer,
    batch,
    typeOf,
    get: (name) => forms.standard(name),
    set(name, value) {
      forms.setStandard(name, value);
    },
  };
  if (block === null) for (const op of program.ops) lowerOp(op, context);
  else lowerBlocked(program.ops, context, forms, block, new Set(results));
  return context;
}

/** Blocked kernels for all ops that have them, the standard operators for the rest. */
function lowerBlocked(
  ops: readonly Op[],
  context: LoweringContext,
  forms: ValueForms,
  block: number,
  kept: ReadonlySet<string>,
): void {
  const { typeOf } = context;
  const blocked: BlockedContext = {
    ...context,
    block,
    getBlocked: (name) => forms.blocked(name),
    setBlocked(name, value) {
      forms.setBlocked(name, value);
    },
    isBlocked: (name) => forms.isBlocked(name),
  };
  const fuses = (op: Op): boolean => blockedLowering(op, typeOf, block)?.fuses === true;
  for (const { op, ...fusion } of fuse(ops, { typeOf, fuses, kept })) {
    const lowering = blockedLowering(op, typeOf, block);
    if (lowering === null) lowerOp(op, context);
    else lowering.lower(op, blocked, fusion);
  }
}

/** Makes a value of the program a result, channels last, and returns its ONNX name. */
export function exposeChannelsLast(context: LoweringContext, name: string): string {
  const type = context.typeOf(name);
  const value = context.get(name);
  if (type.batched && type.shape.length === 3) {
    return context.writer.output(context.writer.node('Transpose', [value], { perm: [0, 2, 3, 1] }), [
      context.batch,
      ...type.shape,
    ]);
  }
  return context.writer.output(value, dimsOf(type, context.batch));
}

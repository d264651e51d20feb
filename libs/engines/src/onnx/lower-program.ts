import { AppError } from '@sagittal/contracts';
import type { Program, Shape } from '@sagittal/models';
import { dimsOf, type LoweringContext } from './lowering.ts';
import type { ModelWriter } from './model-writer.ts';
import { lowerOp } from './ops/table.ts';
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

/** Lowers all ops of a program; `bound` holds the ONNX values of what is given. */
export function lowerProgram(
  program: Program,
  writer: ModelWriter,
  batch: number,
  bound: ReadonlyMap<string, string>,
): LoweringContext {
  const names = new Map(bound);
  const context: LoweringContext = {
    writer,
    batch,
    typeOf(name) {
      const type = program.values.get(name);
      if (type === undefined) throw new AppError('INTERNAL', { message: `The value ${name} has no type.` });
      return type;
    },
    get(name) {
      const value = names.get(name);
      if (value === undefined) throw new AppError('INTERNAL', { message: `The value ${name} is read before it is made.` });
      return value;
    },
    set(name, value) {
      names.set(name, value);
    },
  };
  for (const op of program.ops) lowerOp(op, context);
  return context;
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

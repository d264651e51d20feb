import { nth, type Lowering } from '../lowering.ts';

/** x · (1 + erf(x / √2)) / 2, in the order in which ONNX Runtime finds it and computes it in one pass. */
export const gelu: Lowering<'gelu'> = ({ inputs, outputs }, { writer, get, set }) => {
  const x = get(nth(inputs, 0));
  const bend = writer.node('Erf', [writer.node('Div', [x, writer.scalar(Math.SQRT2)])]);
  const sum = writer.node('Mul', [x, writer.node('Add', [bend, writer.scalar(1)])]);
  set(nth(outputs, 0), writer.node('Mul', [sum, writer.scalar(0.5)]));
};

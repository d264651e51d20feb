import { nth, type Lowering } from '../lowering.ts';

export const relu: Lowering<'relu'> = ({ inputs, outputs, attributes: { max } }, { writer, get, set }) => {
  const x = get(nth(inputs, 0));
  set(nth(outputs, 0), max === null ? writer.node('Relu', [x]) : writer.node('Clip', [x, writer.scalar(0), writer.scalar(max)]));
};

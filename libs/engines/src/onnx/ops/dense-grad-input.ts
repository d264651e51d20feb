import { nth, type Lowering } from '../lowering.ts';

export const denseGradInput: Lowering<'denseGradInput'> = ({ inputs, outputs }, { writer, get, set }) => {
  set(nth(outputs, 0), writer.node('Gemm', inputs.map(get), { transB: 1 }));
};

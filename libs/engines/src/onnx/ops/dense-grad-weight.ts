import { nth, type Lowering } from '../lowering.ts';

export const denseGradWeight: Lowering<'denseGradWeight'> = ({ inputs, outputs }, { writer, get, set }) => {
  set(nth(outputs, 0), writer.node('Gemm', inputs.map(get), { transA: 1 }));
};

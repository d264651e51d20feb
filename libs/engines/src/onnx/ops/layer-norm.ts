import type { Lowering } from '../lowering.ts';

export const layerNorm: Lowering<'layerNorm'> = ({ inputs, outputs, attributes: { epsilon } }, { writer, get, set }) => {
  const y = writer.node('LayerNormalization', inputs.map(get), { axis: -1, epsilon: { float: epsilon } });
  outputs.forEach((output, index) => set(output, index === 0 ? y : writer.furtherOutput(y, index)));
};

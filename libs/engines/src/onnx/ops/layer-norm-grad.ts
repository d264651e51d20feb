import { nth, type Lowering } from '../lowering.ts';
import { channelSums } from './channel-sums.ts';

/** With g = dy · gamma and x̂ the normalised input: dx = (g − mean(g) − x̂ · mean(g · x̂)) / σ, means over the last axis. */
export const layerNormGrad: Lowering<'layerNormGrad'> = ({ inputs, outputs }, { writer, typeOf, get, set }) => {
  const [dy, x, gamma, mean, inverse] = [0, 1, 2, 3, 4].map((index) => get(nth(inputs, index))) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const type = typeOf(nth(inputs, 0));
  const rowMean = (value: string): string => writer.node('ReduceMean', [value, writer.integers(-1)], { keepdims: 1 });
  const normal = writer.node('Mul', [writer.node('Sub', [x, mean]), inverse]);
  const inner = writer.node('Mul', [dy, gamma]);
  const along = writer.node('Mul', [normal, rowMean(writer.node('Mul', [inner, normal]))]);
  const rest = writer.node('Sub', [writer.node('Sub', [inner, rowMean(inner)]), along]);
  set(nth(outputs, 0), writer.node('Mul', [rest, inverse]));
  set(nth(outputs, 1), channelSums(writer, writer.node('Mul', [dy, normal]), type));
  set(nth(outputs, 2), channelSums(writer, dy, type));
};

import { sizeOf } from '@sagittal/models';
import { alongChannels, nth, type Lowering } from '../lowering.ts';
import { channelSums } from './channel-sums.ts';

/** dx = gamma / σ · (dy − mean(dy) − x̂ · mean(dy · x̂)), x̂ the normalised input (Ioffe and Szegedy 2015, section 3). */
export const batchNormGrad: Lowering<'batchNormGrad'> = (
  { inputs, outputs, attributes: { epsilon } },
  { writer, batch, typeOf, get, set },
) => {
  const type = typeOf(nth(inputs, 0));
  const [dy, x, gamma, mean, variance] = inputs.map(get);
  if (dy === undefined || x === undefined || gamma === undefined || mean === undefined || variance === undefined) return;
  const channels = type.shape.at(-1) ?? 1;
  const share = writer.scalar(channels / (batch * sizeOf(type.shape)));
  const spread = (vector: string): string => alongChannels(writer, vector, type);
  const deviation = writer.node('Sqrt', [writer.node('Add', [variance, writer.scalar(epsilon)])]);
  const normal = writer.node('Div', [writer.node('Sub', [x, spread(mean)]), spread(deviation)]);
  const dbeta = channelSums(writer, dy, type);
  const dgamma = channelSums(writer, writer.node('Mul', [dy, normal]), type);
  const along = writer.node('Mul', [normal, spread(writer.node('Mul', [dgamma, share]))]);
  const rest = writer.node('Sub', [writer.node('Sub', [dy, spread(writer.node('Mul', [dbeta, share]))]), along]);
  set(nth(outputs, 0), writer.node('Mul', [rest, spread(writer.node('Div', [gamma, deviation]))]));
  set(nth(outputs, 1), dgamma);
  set(nth(outputs, 2), dbeta);
};

import { sizeOf } from '@sagittal/models';
import { alongChannels, nth, type Lowering } from '../lowering.ts';
import { channelSums } from './channel-sums.ts';

/** Mean first, then the variance of the differences: E[x²] − mean² would lose digits. */
export const batchNorm: Lowering<'batchNorm'> = (
  { inputs, outputs, attributes: { epsilon } },
  { writer, batch, typeOf, get, set },
) => {
  const type = typeOf(nth(inputs, 0));
  const [x, gamma, beta] = [get(nth(inputs, 0)), get(nth(inputs, 1)), get(nth(inputs, 2))];
  const channels = type.shape.at(-1) ?? 1;
  const share = writer.scalar(channels / (batch * sizeOf(type.shape)));
  const mean = writer.node('Mul', [channelSums(writer, x, type), share]);
  const centred = writer.node('Sub', [x, alongChannels(writer, mean, type)]);
  const variance = writer.node('Mul', [channelSums(writer, writer.node('Mul', [centred, centred]), type), share]);
  const factor = writer.node('Div', [gamma, writer.node('Sqrt', [writer.node('Add', [variance, writer.scalar(epsilon)])])]);
  const scaled = writer.node('Mul', [centred, alongChannels(writer, factor, type)]);
  set(nth(outputs, 0), writer.node('Add', [scaled, alongChannels(writer, beta, type)]));
  set(nth(outputs, 1), mean);
  set(nth(outputs, 2), variance);
};

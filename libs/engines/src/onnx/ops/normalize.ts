import { alongChannels, nth, type Lowering } from '../lowering.ts';

/**
 * With gamma and beta a BatchNormalization, which ONNX Runtime folds into the convolution before it where weights are constant;
 * without them the difference is taken first, which keeps digits where a mean is large against its deviation.
 */
export const normalize: Lowering<'normalize'> = ({ inputs, outputs, attributes: { epsilon } }, { writer, typeOf, get, set }) => {
  const [x, mean, variance, gamma, beta] = inputs.map(get);
  const type = typeOf(nth(inputs, 0));
  if (x === undefined || mean === undefined || variance === undefined) return;
  if (gamma !== undefined && beta !== undefined) {
    set(nth(outputs, 0), writer.node('BatchNormalization', [x, gamma, beta, mean, variance], { epsilon: { float: epsilon } }));
    return;
  }
  const deviation = writer.node('Sqrt', [writer.node('Add', [variance, writer.scalar(epsilon)])]);
  const centred = writer.node('Sub', [x, alongChannels(writer, mean, type)]);
  set(nth(outputs, 0), writer.node('Div', [centred, alongChannels(writer, deviation, type)]));
};

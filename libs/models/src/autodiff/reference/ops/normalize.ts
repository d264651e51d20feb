import { at, inputAt, type Kernel } from '../tensor.ts';

interface Epsilon {
  readonly epsilon: number;
}

/** Sums by channel. */
function channelSums(data: Float64Array, channels: number, term: (index: number, channel: number) => number): Float64Array {
  const sums = new Float64Array(channels);
  for (let index = 0; index < data.length; index += 1)
    sums[index % channels] = at(sums, index % channels) + term(index, index % channels);
  return sums;
}

export const normalize: Kernel<Epsilon> = (inputs, _types, { epsilon }) => {
  const [x, mean, variance, gamma, beta] = [inputAt(inputs, 0), inputAt(inputs, 1), inputAt(inputs, 2), inputs[3], inputs[4]];
  const channels = mean.data.length;
  return [
    x.data.map((value, index) => {
      const channel = index % channels;
      const normal = (value - at(mean.data, channel)) / Math.sqrt(at(variance.data, channel) + epsilon);
      return normal * (gamma === undefined ? 1 : at(gamma.data, channel)) + (beta === undefined ? 0 : at(beta.data, channel));
    }),
  ];
};

export const normalizeGradInput: Kernel<Epsilon> = (inputs, _types, { epsilon }) => {
  const [dy, variance, gamma] = [inputAt(inputs, 0), inputAt(inputs, 1), inputs[2]];
  const channels = variance.data.length;
  return [
    dy.data.map((value, index) => {
      const channel = index % channels;
      return (value * (gamma === undefined ? 1 : at(gamma.data, channel))) / Math.sqrt(at(variance.data, channel) + epsilon);
    }),
  ];
};

export const batchNorm: Kernel<Epsilon> = (inputs, _types, { epsilon }) => {
  const [x, gamma, beta] = [inputAt(inputs, 0), inputAt(inputs, 1), inputAt(inputs, 2)];
  const channels = gamma.data.length;
  const count = x.data.length / channels;
  const mean = channelSums(x.data, channels, (index) => at(x.data, index)).map((sum) => sum / count);
  const variance = channelSums(x.data, channels, (index, channel) => (at(x.data, index) - at(mean, channel)) ** 2).map(
    (sum) => sum / count,
  );
  const y = x.data.map((value, index) => {
    const channel = index % channels;
    return (
      ((value - at(mean, channel)) / Math.sqrt(at(variance, channel) + epsilon)) * at(gamma.data, channel) +
      at(beta.data, channel)
    );
  });
  return [y, mean, variance];
};

export const batchNormGrad: Kernel<Epsilon> = (inputs, _types, { epsilon }) => {
  const [dy, x, gamma, mean, variance] = [
    inputAt(inputs, 0),
    inputAt(inputs, 1),
    inputAt(inputs, 2),
    inputAt(inputs, 3),
    inputAt(inputs, 4),
  ];
  const channels = gamma.data.length;
  const count = x.data.length / channels;
  const inverse = variance.data.map((value) => 1 / Math.sqrt(value + epsilon));
  const normal = x.data.map((value, index) => (value - at(mean.data, index % channels)) * at(inverse, index % channels));
  const dbeta = channelSums(x.data, channels, (index) => at(dy.data, index));
  const dgamma = channelSums(x.data, channels, (index) => at(dy.data, index) * at(normal, index));
  const dx = dy.data.map((value, index) => {
    const channel = index % channels;
    const centred = value - at(dbeta, channel) / count - (at(normal, index) * at(dgamma, channel)) / count;
    return at(gamma.data, channel) * at(inverse, channel) * centred;
  });
  return [dx, dgamma, dbeta];
};

export const movingAverage: Kernel<{ readonly momentum: number }> = (inputs, _types, { momentum }) => {
  const [moving, statistic] = [inputAt(inputs, 0), inputAt(inputs, 1)];
  return [moving.data.map((value, index) => momentum * value + (1 - momentum) * at(statistic.data, index))];
};

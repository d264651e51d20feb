import { at, inputAt, type Kernel } from '../tensor.ts';

/** Mean of a function over each row of the last axis. */
function rowMeans(data: Float64Array, features: number, term: (index: number, row: number) => number): Float64Array {
  const means = new Float64Array(data.length / features);
  for (let index = 0; index < data.length; index += 1) {
    const row = Math.floor(index / features);
    means[row] = at(means, row) + term(index, row) / features;
  }
  return means;
}

export const layerNorm: Kernel<{ readonly epsilon: number }> = (inputs, types, { epsilon }) => {
  const [x, gamma, beta] = [inputAt(inputs, 0), inputAt(inputs, 1), inputAt(inputs, 2)];
  const features = gamma.data.length;
  const mean = rowMeans(x.data, features, (index) => at(x.data, index));
  const inverse = rowMeans(x.data, features, (index, row) => (at(x.data, index) - at(mean, row)) ** 2).map(
    (variance) => 1 / Math.sqrt(variance + epsilon),
  );
  const y = x.data.map((value, index) => {
    const row = Math.floor(index / features);
    return (value - at(mean, row)) * at(inverse, row) * at(gamma.data, index % features) + at(beta.data, index % features);
  });
  return [y, mean, inverse].slice(0, types.length);
};

export const layerNormGrad: Kernel<unknown> = (inputs) => {
  const [dy, x, gamma, mean, inverse] = [0, 1, 2, 3, 4].map((index) => inputAt(inputs, index).data) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const features = gamma.length;
  const rowOf = (index: number): number => Math.floor(index / features);
  const normal = x.map((value, index) => (value - at(mean, rowOf(index))) * at(inverse, rowOf(index)));
  const inner = dy.map((value, index) => value * at(gamma, index % features));
  const along = rowMeans(x, features, (index) => at(inner, index) * at(normal, index));
  const level = rowMeans(x, features, (index) => at(inner, index));
  const dx = inner.map(
    (value, index) => at(inverse, rowOf(index)) * (value - at(level, rowOf(index)) - at(normal, index) * at(along, rowOf(index))),
  );
  const [dgamma, dbeta] = [new Float64Array(features), new Float64Array(features)];
  dy.forEach((value, index) => {
    dgamma[index % features] = at(dgamma, index % features) + value * at(normal, index);
    dbeta[index % features] = at(dbeta, index % features) + value;
  });
  return [dx, dgamma, dbeta];
};

import { at, inputAt, type Kernel } from '../tensor.ts';

/** log Σ exp of one row, without overflow. */
function logSumExp(row: Float64Array): number {
  const largest = Math.max(...row);
  return largest + Math.log(row.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

export const softmax: Kernel<unknown> = (inputs) => {
  const x = inputAt(inputs, 0);
  const classes = x.type.shape.at(-1) ?? 1;
  const out = new Float64Array(x.data.length);
  for (let start = 0; start < out.length; start += classes) {
    const row = x.data.subarray(start, start + classes);
    const total = logSumExp(row);
    out.set(
      row.map((value) => Math.exp(value - total)),
      start,
    );
  }
  return [out];
};

export const softmaxCrossEntropy: Kernel<unknown> = (inputs, _types, _attributes, { batch }) => {
  const [logits, targets, weights] = [inputAt(inputs, 0), inputAt(inputs, 1), inputAt(inputs, 2)];
  const classes = logits.type.shape.at(-1) ?? 1;
  let loss = 0;
  for (let image = 0; image < batch; image += 1) {
    const row = logits.data.subarray(image * classes, (image + 1) * classes);
    const total = logSumExp(row);
    row.forEach((value, index) => {
      loss -= (at(weights.data, image) * at(targets.data, image * classes + index) * (value - total)) / batch;
    });
  }
  return [Float64Array.of(loss)];
};

export const softmaxCrossEntropyGrad: Kernel<unknown> = (inputs, _types, _attributes, { batch }) => {
  const [probabilities, targets, weights] = [inputAt(inputs, 0), inputAt(inputs, 1), inputAt(inputs, 2)];
  const classes = probabilities.type.shape.at(-1) ?? 1;
  return [
    probabilities.data.map((probability, index) => {
      const image = Math.floor(index / classes);
      const total = targets.data.subarray(image * classes, (image + 1) * classes).reduce((sum, value) => sum + value, 0);
      return ((probability * total - at(targets.data, index)) * at(weights.data, image)) / batch;
    }),
  ];
};

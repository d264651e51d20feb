import { at, inputAt, lengthOf, typeAt, zip, type Kernel } from '../tensor.ts';

export const rescale: Kernel<{ readonly scale: readonly number[]; readonly offset: readonly number[] }> = (
  inputs,
  _types,
  { scale, offset },
) => {
  const x = inputAt(inputs, 0);
  return [x.data.map((value, index) => value * (scale[index % scale.length] ?? NaN) + (offset[index % offset.length] ?? NaN))];
};

export const relu: Kernel<{ readonly max: number | null }> = (inputs, _types, { max }) => [
  inputAt(inputs, 0).data.map((value) => Math.min(Math.max(value, 0), max ?? Infinity)),
];

export const reluGrad: Kernel<{ readonly max: number | null }> = (inputs, _types, { max }) => [
  zip(inputAt(inputs, 0), inputAt(inputs, 1), (dy, y) => (y > 0 && y < (max ?? Infinity) ? dy : 0)),
];

export const add: Kernel<unknown> = (inputs) => {
  const [a, b] = [inputAt(inputs, 0), inputAt(inputs, 1)];
  return [a.data.map((value, index) => value + at(b.data, index % b.data.length))];
};

export const multiply: Kernel<unknown> = (inputs) => [zip(inputAt(inputs, 0), inputAt(inputs, 1), (a, b) => a * b)];

export const reshape: Kernel<unknown> = (inputs) => [inputAt(inputs, 0).data.slice()];

export const constant: Kernel<{ readonly value: number }> = (_inputs, types, { value }, { batch }) => [
  new Float64Array(lengthOf(typeAt(types, 0), batch)).fill(value),
];

export const channelSum: Kernel<unknown> = (inputs, types) => {
  const [channels = 1] = typeAt(types, 0).shape;
  const out = new Float64Array(channels);
  inputAt(inputs, 0).data.forEach((value, index) => {
    out[index % channels] = at(out, index % channels) + value;
  });
  return [out];
};

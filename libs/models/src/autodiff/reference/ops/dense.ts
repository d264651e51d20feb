import { at, inputAt, lengthOf, typeAt, type Kernel } from '../tensor.ts';

export const dense: Kernel<unknown> = (inputs, types, _attributes, { batch }) => {
  const [x, kernel, bias] = [inputAt(inputs, 0), inputAt(inputs, 1), inputs[2]];
  const [features = 1, units = 1] = kernel.type.shape;
  const out = new Float64Array(lengthOf(typeAt(types, 0), batch));
  return [
    out.map((_, index) => {
      const row = Math.floor(index / units);
      const unit = index % units;
      let sum = bias === undefined ? 0 : at(bias.data, unit);
      for (let feature = 0; feature < features; feature += 1)
        sum += at(x.data, row * features + feature) * at(kernel.data, feature * units + unit);
      return sum;
    }),
  ];
};

export const denseGradInput: Kernel<unknown> = (inputs, types, _attributes, { batch }) => {
  const [dy, kernel] = [inputAt(inputs, 0), inputAt(inputs, 1)];
  const [features = 1, units = 1] = kernel.type.shape;
  const out = new Float64Array(lengthOf(typeAt(types, 0), batch));
  return [
    out.map((_, index) => {
      const row = Math.floor(index / features);
      const feature = index % features;
      let sum = 0;
      for (let unit = 0; unit < units; unit += 1)
        sum += at(dy.data, row * units + unit) * at(kernel.data, feature * units + unit);
      return sum;
    }),
  ];
};

export const denseGradWeight: Kernel<unknown> = (inputs, types) => {
  const [x, dy] = [inputAt(inputs, 0), inputAt(inputs, 1)];
  const [features = 1, units = 1] = typeAt(types, 0).shape;
  return [
    new Float64Array(features * units).map((_, index) => {
      const feature = Math.floor(index / units);
      const unit = index % units;
      let sum = 0;
      for (let row = 0; row < x.data.length / features; row += 1)
        sum += at(x.data, row * features + feature) * at(dy.data, row * units + unit);
      return sum;
    }),
  ];
};

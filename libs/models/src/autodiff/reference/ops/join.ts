import { at, inputAt, lengthOf, typeAt, type Kernel } from '../tensor.ts';

export const concat: Kernel<unknown> = (inputs, types, _attributes, { batch }) => {
  const type = typeAt(types, 0);
  const total = type.shape.at(-1) ?? 1;
  const out = new Float64Array(lengthOf(type, batch));
  let from = 0;
  for (const { type: part, data } of inputs) {
    const length = part.shape.at(-1) ?? 1;
    const start = from;
    data.forEach((value, index) => {
      out[Math.floor(index / length) * total + start + (index % length)] = value;
    });
    from += length;
  }
  return [out];
};

export const slice: Kernel<{ readonly from: number }> = (inputs, types, { from }, { batch }) => {
  const [x, type] = [inputAt(inputs, 0), typeAt(types, 0)];
  const total = x.type.shape.at(-1) ?? 1;
  const length = type.shape.at(-1) ?? 1;
  return [
    new Float64Array(lengthOf(type, batch)).map((_, index) =>
      at(x.data, Math.floor(index / length) * total + from + (index % length)),
    ),
  ];
};

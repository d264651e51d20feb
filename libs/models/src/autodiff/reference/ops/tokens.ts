import { at, inputAt, lengthOf, typeAt, type Kernel } from '../tensor.ts';

/** Each image's part of a tensor of all images. */
function images(data: Float64Array, batch: number): readonly Float64Array[] {
  const length = data.length / batch;
  return Array.from({ length: batch }, (_, image) => data.subarray(image * length, (image + 1) * length));
}

export const batchSum: Kernel<unknown> = (inputs, types, _attributes, { batch }) => {
  const out = new Float64Array(lengthOf(typeAt(types, 0), batch));
  inputAt(inputs, 0).data.forEach((value, index) => {
    out[index % out.length] = at(out, index % out.length) + value;
  });
  return [out];
};

export const prependToken: Kernel<unknown> = (inputs, types, _attributes, { batch }) => {
  const [x, token] = [inputAt(inputs, 0), inputAt(inputs, 1)];
  const out = new Float64Array(lengthOf(typeAt(types, 0), batch));
  const places = images(out, batch);
  images(x.data, batch).forEach((image, index) => {
    places[index]?.set(token.data);
    places[index]?.set(image, token.data.length);
  });
  return [out];
};

interface From {
  readonly from: number;
}

export const takeTokens: Kernel<From> = (inputs, types, { from }, { batch }) => {
  const type = typeAt(types, 0);
  const features = type.shape.at(-1) ?? 1;
  const out = new Float64Array(lengthOf(type, batch));
  const places = images(out, batch);
  images(inputAt(inputs, 0).data, batch).forEach((image, index) => {
    const place = places[index] ?? new Float64Array();
    place.set(image.subarray(from * features, from * features + place.length));
  });
  return [out];
};

export const padTokens: Kernel<From> = (inputs, types, { from }, { batch }) => {
  const type = typeAt(types, 0);
  const features = type.shape.at(-1) ?? 1;
  const out = new Float64Array(lengthOf(type, batch));
  const places = images(out, batch);
  images(inputAt(inputs, 0).data, batch).forEach((image, index) => places[index]?.set(image, from * features));
  return [out];
};

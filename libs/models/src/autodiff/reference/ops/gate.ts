import { at, inputAt, lengthOf, typeAt, type Kernel } from '../tensor.ts';

/** Where in a tensor of one number an image and channel the factor of a map's element stands. */
function gateIndex(index: number, mapLength: number, channels: number): number {
  return Math.floor(index / mapLength) * channels + (index % channels);
}

export const scaleChannels: Kernel<unknown> = (inputs, _types, _attributes, { batch }) => {
  const [x, gate] = [inputAt(inputs, 0), inputAt(inputs, 1)];
  const channels = gate.data.length / batch;
  return [x.data.map((value, index) => value * at(gate.data, gateIndex(index, x.data.length / batch, channels)))];
};

export const channelDot: Kernel<unknown> = (inputs, types, _attributes, { batch }) => {
  const [a, b] = [inputAt(inputs, 0), inputAt(inputs, 1)];
  const out = new Float64Array(lengthOf(typeAt(types, 0), batch));
  a.data.forEach((value, index) => {
    const target = gateIndex(index, a.data.length / batch, out.length / batch);
    out[target] = at(out, target) + value * at(b.data, index);
  });
  return [out];
};

export const scaleImages: Kernel<unknown> = (inputs, _types, _attributes, { batch }) => {
  const [x, scale] = [inputAt(inputs, 0), inputAt(inputs, 1)];
  return [x.data.map((value, index) => value * at(scale.data, Math.floor(index / (x.data.length / batch))))];
};

import { AppError } from '@sagittal/contracts';
import type { Parameters } from '../graph/graph.ts';
import type { Preprocessing } from './preprocessing.ts';

/**
 * The mean pixel of ImageNet, in the order red, green, blue, subtracted. Networks ported from Caffe (VGG, ResNet v1) were trained on
 * blue, green, red: here pixels keep their order, and the first kernel's input channels are turned round once, when weights are read
 * (`fromBlueGreenRed`). The sums that the first convolution computes are the same.
 */
export const CAFFE_MEAN: Preprocessing = { scale: [1], offset: [-123.68, -116.779, -103.939] };

/**
 * Turns round the input channels of a first kernel [height, width, 3, filters].
 * @throws AppError WEIGHTS_MISMATCH where there is no such kernel.
 */
export function fromBlueGreenRed(source: Parameters, kernelName: string): Parameters {
  const kernel = source.get(kernelName);
  const [height = 0, width = 0, channels = 0, filters = 0] = kernel?.shape ?? [];
  if (kernel?.shape.length !== 4 || channels !== 3) {
    throw new AppError('WEIGHTS_MISMATCH', {
      message: `The weights have no kernel ${kernelName} over three channels.`,
      item: kernelName,
    });
  }
  const data = new Float32Array(kernel.data.length);
  for (let tap = 0; tap < height * width; tap += 1) {
    for (let channel = 0; channel < channels; channel += 1) {
      const from = (tap * channels + channel) * filters;
      data.set(kernel.data.subarray(from, from + filters), (tap * channels + channels - 1 - channel) * filters);
    }
  }
  return new Map([...source, [kernelName, { shape: kernel.shape, data }]]);
}

import { mapOf, nth, type Lowering } from '../lowering.ts';
import { lowerWindow, outputPadding } from './window-padding.ts';

export const depthwiseConvGradInput: Lowering<'depthwiseConvGradInput'> = (
  { inputs, outputs, attributes },
  { writer, typeOf, get, set },
) => {
  const [height, width, channels] = mapOf(typeOf(nth(outputs, 0)));
  const window = lowerWindow(height, width, typeOf(nth(inputs, 1)).shape, attributes);
  const kernel = writer.node('Transpose', [get(nth(inputs, 1))], { perm: [2, 3, 0, 1] });
  const dx = writer.node('ConvTranspose', [get(nth(inputs, 0)), kernel], {
    kernel_shape: window.kernel,
    strides: window.strides,
    pads: window.pads,
    output_padding: outputPadding([height, width], window),
    group: channels,
  });
  set(nth(outputs, 0), dx);
};

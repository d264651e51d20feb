import { mapOf, nth, type Lowering } from '../lowering.ts';
import { lowerWindow, optionalBias, windowAttributes } from './window-padding.ts';

export const depthwiseConv: Lowering<'depthwiseConv'> = ({ inputs, outputs, attributes }, { writer, typeOf, get, set }) => {
  const [height, width, channels] = mapOf(typeOf(nth(inputs, 0)));
  const window = lowerWindow(height, width, typeOf(nth(inputs, 1)).shape, attributes);
  const kernel = writer.node('Transpose', [get(nth(inputs, 1))], { perm: [2, 3, 0, 1] });
  const y = writer.node('Conv', [get(nth(inputs, 0)), kernel, ...optionalBias(inputs, get)], {
    ...windowAttributes(window),
    group: channels,
  });
  set(nth(outputs, 0), y);
};

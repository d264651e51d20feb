import { mapOf, nth, type Lowering } from '../lowering.ts';
import { lowerWindow, optionalBias, windowAttributes } from './window-padding.ts';

export const conv: Lowering<'conv'> = ({ inputs, outputs, attributes }, { writer, typeOf, get, set }) => {
  const [height, width] = mapOf(typeOf(nth(inputs, 0)));
  const window = lowerWindow(height, width, typeOf(nth(inputs, 1)).shape, attributes);
  const kernel = writer.node('Transpose', [get(nth(inputs, 1))], { perm: [3, 2, 0, 1] });
  set(
    nth(outputs, 0),
    writer.node('Conv', [get(nth(inputs, 0)), kernel, ...optionalBias(inputs, get)], windowAttributes(window)),
  );
};

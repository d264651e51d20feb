import { mapOf, nth, type Lowering } from '../lowering.ts';
import { lowerWindow, windowAttributes } from './window-padding.ts';

export const poolAverage: Lowering<'poolAverage'> = ({ inputs, outputs, attributes }, { writer, typeOf, get, set }) => {
  const [height, width] = mapOf(typeOf(nth(inputs, 0)));
  const window = windowAttributes(lowerWindow(height, width, attributes.pool, attributes));
  set(nth(outputs, 0), writer.node('AveragePool', [get(nth(inputs, 0))], { ...window, count_include_pad: 0 }));
};

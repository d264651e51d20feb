import { mapOf, nth, type Lowering } from '../lowering.ts';
import { lowerWindow, windowAttributes } from './window-padding.ts';

export const poolMax: Lowering<'poolMax'> = ({ inputs, outputs, attributes }, { writer, typeOf, get, set }) => {
  const [height, width] = mapOf(typeOf(nth(inputs, 0)));
  set(
    nth(outputs, 0),
    writer.node('MaxPool', [get(nth(inputs, 0))], windowAttributes(lowerWindow(height, width, attributes.pool, attributes))),
  );
};

import { lastAxis, nth, type Lowering } from '../lowering.ts';

export const concat: Lowering<'concat'> = ({ inputs, outputs }, { writer, typeOf, get, set }) => {
  set(nth(outputs, 0), writer.node('Concat', inputs.map(get), { axis: lastAxis(typeOf(nth(outputs, 0))) }));
};

import { sizeOf } from '@sagittal/models';
import { nth, type Lowering } from '../lowering.ts';

/** Numbers in the file, so that ONNX Runtime folds them like weights. */
export const constant: Lowering<'constant'> = ({ outputs, attributes: { value } }, { writer, typeOf, set }) => {
  const { shape } = typeOf(nth(outputs, 0));
  set(nth(outputs, 0), writer.floats(new Array<number>(sizeOf(shape)).fill(value), shape));
};

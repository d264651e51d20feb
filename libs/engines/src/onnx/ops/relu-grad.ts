import { nth, type Lowering } from '../lowering.ts';

export const reluGrad: Lowering<'reluGrad'> = ({ inputs, outputs, attributes: { max } }, { writer, get, set }) => {
  const y = get(nth(inputs, 1));
  const above = writer.node('Greater', [y, writer.scalar(0)]);
  const passes = max === null ? above : writer.node('And', [above, writer.node('Less', [y, writer.scalar(max)])]);
  set(nth(outputs, 0), writer.node('Where', [passes, get(nth(inputs, 0)), writer.scalar(0)]));
};

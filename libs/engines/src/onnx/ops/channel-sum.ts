import { nth, type Lowering } from '../lowering.ts';
import { channelSums } from './channel-sums.ts';

export const channelSum: Lowering<'channelSum'> = ({ inputs, outputs }, { writer, typeOf, get, set }) => {
  set(nth(outputs, 0), channelSums(writer, get(nth(inputs, 0)), typeOf(nth(inputs, 0))));
};

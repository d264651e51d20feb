import { AppError } from '@sagittal/contracts';
import type { LayerRule } from './rule.ts';

/** A map times a gate of one number a channel: the second half of squeeze-and-excitation. */
export const multiply: LayerRule<'multiply'> = {
  shape(layer, inputs) {
    const [map, gate] = inputs;
    const channels = map?.[2];
    if (inputs.length !== 2 || map?.length !== 3 || !['', '1,1,'].some((lead) => gate?.join() === `${lead}${String(channels)}`)) {
      throw new AppError('INVALID_INPUT', {
        message: `Layer ${layer.name} multiplies a map [height, width, channels] by [channels] or [1, 1, channels].`,
        item: layer.name,
      });
    }
    return map;
  },
  parameters: () => [],
  derive(_layer, { builder, inputs, output }) {
    const [x = '', gate = ''] = inputs;
    builder.emit({ kind: 'scaleChannels', inputs: [x, gate], outputs: [output], attributes: {} });
    return (dy, [mapWanted, gateWanted]) => {
      let [dx, dgate]: (string | null)[] = [null, null];
      if (mapWanted) {
        dx = builder.temporary(`grad:${x}`, builder.typeOf(x));
        builder.emit({ kind: 'scaleChannels', inputs: [dy, gate], outputs: [dx], attributes: {} });
      }
      if (gateWanted) {
        dgate = builder.temporary(`grad:${gate}`, builder.typeOf(gate));
        builder.emit({ kind: 'channelDot', inputs: [dy, x], outputs: [dgate], attributes: {} });
      }
      return [dx ?? null, dgate ?? null];
    };
  },
};

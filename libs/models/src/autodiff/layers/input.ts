import type { LayerRule } from './rule.ts';

export const input: LayerRule<'input'> = {
  shape: (layer) => layer.shape,
  parameters: () => [],
  derive: () => () => [],
};

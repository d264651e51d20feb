import type { RecipeInput } from '@sagittal/contracts';
import type { Preset } from './preset.ts';

const head = { pooling: 'average', dense: [1024, 512, 256], batchNorm: true, dropout: 0.2 } satisfies RecipeInput['head'];

export const khanCnn23: Preset = {
  name: 'khan-cnn-23',
  title: 'Khan CNN of 23 layers, from scratch',
  paper: 'https://doi.org/10.1016/j.csbj.2022.08.039',
  description:
    'The network that Khan et al. made for brain tumours, with its classifier of three dense layers with batch norm, trained from seeded weights on pictures of 512 × 512 as in their program.',
  recipe: {
    input: { height: 512, width: 512 },
    backbone: { architecture: 'khan-cnn-23', weights: null, trainable: 'all' },
    head,
    optimizer: { type: 'adam', learningRate: 1e-3 },
    epochs: 80,
    batch: 32,
    seed: 1,
  },
  smoke: {
    input: { height: 364, width: 364 },
    backbone: { architecture: 'khan-cnn-23', weights: null, trainable: 'all' },
    head,
    optimizer: { type: 'adam', learningRate: 1e-3 },
    epochs: 1,
    batch: 8,
    seed: 1,
  },
};

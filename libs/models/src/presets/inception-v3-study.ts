import type { RecipeInput } from '@sagittal/contracts';
import type { Preset } from './preset.ts';

const head = { pooling: 'flatten', window: 2, dense: [512], dropout: 0.5 } satisfies RecipeInput['head'];

export const inceptionV3Study: Preset = {
  name: 'inception-v3-study',
  title: 'InceptionV3, frozen, with one hidden layer',
  paper: 'https://arxiv.org/abs/1512.00567',
  description:
    'InceptionV3 with ImageNet weights stays as it is; a 2 × 2 max pool, flattening, a dense layer of 512, dropout and softmax are trained on its features. For pictures of 224 × 224, whose last map is 5 × 5.',
  recipe: {
    input: { height: 224, width: 224 },
    backbone: { architecture: 'inception-v3', weights: 'inception-v3-imagenet', trainable: 'none' },
    head,
    optimizer: { type: 'adam', learningRate: 1e-3 },
    epochs: 25,
    batch: 32,
    seed: 1,
  },
  smoke: {
    input: { height: 139, width: 139 },
    backbone: { architecture: 'inception-v3', weights: null, trainable: 'none' },
    head,
    optimizer: { type: 'adam', learningRate: 1e-3 },
    epochs: 2,
    batch: 8,
    seed: 1,
  },
};

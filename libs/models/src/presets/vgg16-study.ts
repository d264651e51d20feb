import type { RecipeInput } from '@sagittal/contracts';
import type { Preset } from './preset.ts';

const head = { pooling: 'average', dense: [1024, 1024, 512], dropout: 0.5 } satisfies RecipeInput['head'];

export const vgg16Study: Preset = {
  name: 'vgg16-study',
  title: 'VGG16, frozen, with three hidden layers',
  paper: 'https://arxiv.org/abs/1409.1556',
  description:
    'VGG16 with ImageNet weights stays as it is; average pooling, three dense layers (1,024, 1,024, 512), dropout and softmax are trained on its features. For brain, blood and chest pictures of 224 × 224.',
  recipe: {
    input: { height: 224, width: 224 },
    backbone: { architecture: 'vgg16', weights: 'vgg16-imagenet', trainable: 'none' },
    head,
    optimizer: { type: 'adam', learningRate: 1e-3 },
    epochs: 25,
    batch: 32,
    seed: 1,
  },
  smoke: {
    input: { height: 32, width: 32 },
    backbone: { architecture: 'vgg16', weights: null, trainable: 'none' },
    head,
    optimizer: { type: 'adam', learningRate: 1e-3 },
    epochs: 2,
    batch: 32,
    seed: 1,
  },
};

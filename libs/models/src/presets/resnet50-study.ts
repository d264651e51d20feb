import type { RecipeInput } from '@sagittal/contracts';
import type { Preset } from './preset.ts';

const head = { pooling: 'average', dropout: 0.5 } satisfies RecipeInput['head'];

/** As Keras's ImageDataGenerator does it: turned, then shifted, then mirrored; its edge is drawn out. */
const augmentation = {
  steps: [
    { type: 'rotate', degrees: [-10, 10] },
    { type: 'shift', height: [-0.05, 0.05], width: [-0.05, 0.05] },
    { type: 'flip', horizontal: 0.5 },
  ],
  fill: { mode: 'nearest' },
} satisfies RecipeInput['augmentation'];

export const resnet50Study: Preset = {
  name: 'resnet50-study',
  title: 'ResNet50, trained whole',
  paper: 'https://arxiv.org/abs/1512.03385',
  description:
    'ResNet50 with ImageNet weights and a bare head (average pooling, dropout, softmax), all of it trained further at a low rate on pictures of 224 × 224 that are turned, shifted and mirrored a little, each epoch anew.',
  recipe: {
    input: { height: 224, width: 224 },
    augmentation,
    backbone: { architecture: 'resnet50', weights: 'resnet50-imagenet', trainable: 'all' },
    head,
    optimizer: { type: 'adam', learningRate: 1e-4 },
    epochs: 25,
    batch: 16,
    seed: 1,
  },
  smoke: {
    input: { height: 32, width: 32 },
    augmentation,
    backbone: { architecture: 'resnet50', weights: null, trainable: 'all' },
    head,
    optimizer: { type: 'adam', learningRate: 1e-4 },
    epochs: 1,
    batch: 8,
    seed: 1,
  },
};

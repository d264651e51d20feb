import type { RecipeInput } from '@sagittal/contracts';
import type { Preset } from './preset.ts';

/** Weight decay as the paper trains; epsilon as PyTorch's AdamW, with which it was trained. */
const optimizer = {
  type: 'adamw',
  learningRate: 1e-4,
  weightDecay: 0.05,
  epsilon: 1e-8,
} satisfies RecipeInput['optimizer'];

export const deitTinyFinetuned: Preset = {
  name: 'deit-tiny-finetuned',
  title: 'DeiT-Ti, trained whole',
  paper: 'https://arxiv.org/abs/2012.12877',
  description:
    'A vision transformer of 5.5 million parameters with ImageNet weights and a linear classifier on its class token, all of it trained further at a low rate that falls to nothing. Hours for seven thousand pictures on two cores.',
  recipe: {
    input: { height: 224, width: 224 },
    backbone: { architecture: 'deit-tiny', weights: 'deit-tiny-imagenet', trainable: 'all' },
    optimizer,
    schedule: { type: 'cosine', final: 0 },
    epochs: 15,
    batch: 32,
    seed: 1,
  },
  smoke: {
    input: { height: 32, width: 32 },
    backbone: { architecture: 'deit-tiny', weights: null, trainable: 'all' },
    optimizer,
    schedule: { type: 'cosine', final: 0 },
    epochs: 1,
    batch: 16,
    seed: 1,
  },
};

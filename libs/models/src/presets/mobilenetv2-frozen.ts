import type { Preset } from './preset.ts';

const head = { pooling: 'average', standardize: true, dropout: 0.2 } as const;

export const mobilenetV2Frozen: Preset = {
  name: 'mobilenetv2-frozen',
  title: 'MobileNetV2, frozen, with a linear head',
  paper: 'https://arxiv.org/abs/1801.04381',
  description:
    'MobileNetV2 1.0 with ImageNet weights computes 1,280 features of each picture once; a softmax on the standardised features is trained. A few minutes for seven thousand pictures on two cores.',
  recipe: {
    input: { height: 224, width: 224 },
    backbone: { architecture: 'mobilenetv2-1.0', weights: 'mobilenetv2-100-slim', trainable: 'none' },
    head,
    optimizer: { type: 'adam', learningRate: 1e-3 },
    schedule: { type: 'cosine', final: 0 },
    epochs: 40,
    batch: 32,
    seed: 1,
  },
  smoke: {
    input: { height: 64, width: 64 },
    backbone: { architecture: 'mobilenetv2-1.0', weights: null, trainable: 'none' },
    head,
    optimizer: { type: 'adam', learningRate: 1e-3 },
    schedule: { type: 'cosine', final: 0 },
    epochs: 2,
    batch: 32,
    seed: 1,
  },
};

export interface Generator {
  /** As in `npm run golden -- steps`. */
  readonly name: string;
  /** A file of this folder, and the packages that it needs. */
  readonly script: string;
  readonly requirements: 'requirements.txt' | 'requirements-torch.txt';
  /** Keys whose numbers come of rounding, so that another processor has others: they are not compared. */
  readonly rounding?: readonly string[];
}

/**
 * What writes golden files. What needs pretrained weights besides (mobilenetv2-slim.json, which mobilenet_v2.py writes where it is
 * given their folder) is made by hand.
 */
export const generators: readonly Generator[] = [
  { name: 'evaluation', script: 'evaluation.py', requirements: 'requirements.txt' },
  { name: 'linear-models', script: 'linear_models.py', requirements: 'requirements.txt' },
  { name: 'augmentation', script: 'augmentation.py', requirements: 'requirements.txt' },
  { name: 'steps', script: 'step_gradients.py', requirements: 'requirements.txt' },
  { name: 'optimizers', script: 'optimizer_steps.py', requirements: 'requirements.txt' },
  { name: 'mobilenetv2', script: 'mobilenet_v2.py', requirements: 'requirements.txt' },
  { name: 'architectures-keras', script: 'architectures_keras.py', requirements: 'requirements.txt' },
  { name: 'architectures-timm', script: 'architectures_timm.py', requirements: 'requirements-torch.txt' },
  { name: 'families', script: 'family_gradients.py', requirements: 'requirements-torch.txt', rounding: ['single'] },
];

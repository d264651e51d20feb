export interface Generator {
  /** As in `npm run golden -- steps`. */
  readonly name: string;
  /** A file of this folder, and the packages that it needs. */
  readonly script: string;
  readonly requirements: 'requirements.txt' | 'requirements-torch.txt';
  /** Keys whose values come of rounding or of a library's own ways, so that another machine has others: they are not compared. */
  readonly rounding?: readonly string[];
}

/**
 * What writes golden files. What needs pretrained weights besides (mobilenetv2-slim.json, which mobilenet_v2.py writes where it is
 * given their folder, and real-weights.json of real_weights.py) is made by hand.
 */
export const generators: readonly Generator[] = [
  { name: 'evaluation', script: 'evaluation.py', requirements: 'requirements.txt' },
  { name: 'linear-models', script: 'linear_models.py', requirements: 'requirements.txt' },
  { name: 'augmentation', script: 'augmentation.py', requirements: 'requirements.txt' },
  { name: 'steps', script: 'step_gradients.py', requirements: 'requirements.txt' },
  { name: 'losses', script: 'losses.py', requirements: 'requirements.txt' },
  { name: 'optimizers', script: 'optimizer_steps.py', requirements: 'requirements.txt' },
  { name: 'keras-files', script: 'keras_files.py', requirements: 'requirements.txt', rounding: ['files'] },
  { name: 'mobilenetv2', script: 'mobilenet_v2.py', requirements: 'requirements.txt' },
  { name: 'architectures-keras', script: 'architectures_keras.py', requirements: 'requirements.txt' },
  { name: 'architectures-timm', script: 'architectures_timm.py', requirements: 'requirements-torch.txt' },
  { name: 'families', script: 'family_gradients.py', requirements: 'requirements-torch.txt', rounding: ['single'] },
];

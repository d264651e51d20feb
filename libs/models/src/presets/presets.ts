import { AppError } from '@sagittal/contracts';
import { closest } from '../recipe-check/closest.ts';
import { deitTinyFinetuned } from './deit-tiny-finetuned.ts';
import { inceptionV3Study } from './inception-v3-study.ts';
import { khanCnn23 } from './khan-cnn-23.ts';
import { mobilenetV2Frozen } from './mobilenetv2-frozen.ts';
import type { Preset } from './preset.ts';
import { resnet50Study } from './resnet50-study.ts';
import { smallCnn } from './small-cnn.ts';
import { vgg16Study } from './vgg16-study.ts';

/** All presets, in the order in which they are offered. */
export const presets: readonly Preset[] = [
  smallCnn,
  mobilenetV2Frozen,
  resnet50Study,
  vgg16Study,
  inceptionV3Study,
  khanCnn23,
  deitTinyFinetuned,
];

/** @throws AppError PRESET_UNKNOWN, naming those there are */
export function presetByName(name: string): Preset {
  const preset = presets.find((candidate) => candidate.name === name);
  if (preset) return preset;
  const names = presets.map((candidate) => candidate.name);
  const near = closest(name, names);
  throw new AppError('PRESET_UNKNOWN', {
    message: `There is no preset "${name}".`,
    field: 'preset',
    hint: `${near === undefined ? '' : `Did you mean ${near}? `}There are: ${names.join(', ')}.`,
  });
}

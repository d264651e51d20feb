import { AppError } from '@sagittal/contracts';
import { closest } from '../recipe-check/closest.ts';
import { mobilenetV2Frozen } from './mobilenetv2-frozen.ts';
import type { Preset } from './preset.ts';
import { smallCnn } from './small-cnn.ts';

/** All presets, in the order in which they are offered. */
export const presets: readonly Preset[] = [smallCnn, mobilenetV2Frozen];

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

import path from 'node:path';
import { AppError } from '@sagittal/contracts';
import type { WeightsPlaces } from '../how-to-bring.ts';

/** The subfolder of SAGITTAL_HOME that downloads go to. */
const DOWNLOADS = 'weights';

/** The value of the mirror setting that forbids every download. */
const NO_DOWNLOADS = 'off';

/**
 * Where weights are, from the settings.
 * @param settings.folders SAGITTAL_WEIGHTS
 * @param settings.home SAGITTAL_HOME; null: nothing is downloaded
 * @param settings.mirror SAGITTAL_WEIGHTS_MIRROR: an http or https address, `off`, or nothing
 * @throws AppError INVALID_INPUT where the mirror is neither
 */
export function weightsPlaces({
  folders,
  home,
  mirror,
}: {
  readonly folders: readonly string[];
  readonly home: string | null;
  readonly mirror?: string | undefined;
}): WeightsPlaces {
  const asked = mirror?.trim() ?? '';
  const offline = asked.toLowerCase() === NO_DOWNLOADS;
  if (asked !== '' && !offline && !isWebAddress(asked)) {
    throw new AppError('INVALID_INPUT', {
      message: `SAGITTAL_WEIGHTS_MIRROR is "${asked}", which is no address.`,
      field: 'SAGITTAL_WEIGHTS_MIRROR',
      hint: 'Give an address such as https://mirror.example/keras, or off, or leave it out.',
    });
  }
  return {
    folders,
    downloads: home === null ? null : path.join(home, DOWNLOADS),
    mirror: asked === '' || offline ? null : asked,
    offline,
  };
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '@sagittal/contracts';
import { printablePath } from '../problems.ts';

/** Whether a real path (no links left in it) is one of the roots or lies inside one. Roots that are not there hold nothing. */
export async function isInside(real: string, roots: readonly string[]): Promise<boolean> {
  for (const root of roots) {
    const realRoot = await realpath(root).catch(() => null);
    if (realRoot === null) continue;
    const relative = path.relative(realRoot, real);
    if (relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)))
      return true;
  }
  return false;
}

/**
 * Checks that a path may be read under the roots (none: anything), with every link followed first, so that none leads out.
 * Returns it absolute, as it was given. Throws FOLDER_NOT_ALLOWED; a path that is not there is refused alike where there are
 * roots, so that nobody can probe what exists outside of them.
 */
export async function allowedFolder(folder: string, roots: readonly string[]): Promise<string> {
  const absolute = path.resolve(folder);
  if (folder.includes('\0')) throw notAllowed(absolute, roots);
  if (roots.length === 0) return absolute;
  const real = await realpath(absolute).catch(() => null);
  // what does not exist has no links: its written path decides, and the caller finds out that it is not there
  const inside = real === null ? await isInside(absolute, roots) : await isInside(real, roots);
  if (!inside) throw notAllowed(absolute, roots);
  return absolute;
}

function notAllowed(folder: string, roots: readonly string[]): AppError {
  return new AppError('FOLDER_NOT_ALLOWED', {
    message: 'The folder lies outside of the data folders of this server.',
    item: printablePath(folder),
    hint:
      roots.length === 0
        ? 'Name a folder.'
        : `Copy the data into ${roots.join(' or ')}, or add the folder to SAGITTAL_DATA_ROOTS.`,
  });
}

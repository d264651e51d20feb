import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { AppError } from '@sagittal/contracts';
import { printablePath } from '../problems.ts';

/** Throws FOLDER_NOT_FOUND or FOLDER_NOT_READABLE unless this is a folder that can be listed. */
export async function requireFolder(folder: string): Promise<void> {
  const info = await stat(folder).catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'EACCES' || thrown.code === 'EPERM') return 'closed' as const;
    return null;
  });
  if (info === null)
    throw new AppError('FOLDER_NOT_FOUND', {
      message: 'There is no such folder.',
      item: printablePath(folder),
      hint: 'Check the path; it is one on the server.',
    });
  if (info !== 'closed' && !info.isDirectory())
    throw new AppError('FOLDER_NOT_FOUND', {
      message: 'This is a file, not a folder.',
      item: printablePath(folder),
      hint: 'Name the folder that holds the class folders.',
    });
  try {
    await access(folder, constants.R_OK | constants.X_OK);
  } catch (cause) {
    throw new AppError(
      'FOLDER_NOT_READABLE',
      {
        message: 'The folder cannot be read.',
        item: printablePath(folder),
        hint: 'Give the user who runs Sagittal permission to read it.',
      },
      { cause },
    );
  }
}

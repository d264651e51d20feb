import { allowedFolder, listFolders, type ListedFolder, requireFolder } from '@sagittal/data';
import { AppError, fromErrorRecord, toErrorRecord } from '@sagittal/contracts';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { ApiOptions } from '../../context.ts';

export type FolderView = ListedFolder;

/** @throws AppError FOLDER_NOT_ALLOWED, FOLDER_NOT_FOUND, FOLDER_NOT_READABLE */
export async function foldersAt(
  { dataRoots }: Pick<ApiOptions, 'dataRoots'>,
  folder: string | null | undefined,
): Promise<FolderView[]> {
  return atPath(() => listFolders(folder === null || folder === undefined ? null : absolute(folder), dataRoots));
}

/**
 * A folder that an import may read, as far as can be seen at once.
 * @returns its absolute path
 * @throws AppError FOLDER_NOT_ALLOWED, FOLDER_NOT_FOUND, FOLDER_NOT_READABLE, FOLDER_EMPTY
 */
export async function importableFolder({ dataRoots }: Pick<ApiOptions, 'dataRoots'>, folder: string): Promise<string> {
  const allowed = await atPath(async () => {
    const found = await allowedFolder(absolute(folder), dataRoots);
    await requireFolder(found);
    return found;
  });
  if ((await readdir(allowed)).length === 0)
    throw new AppError('FOLDER_EMPTY', {
      message: 'The folder is empty.',
      field: 'path',
      item: allowed,
      hint: 'Choose a folder that holds one folder for each class.',
    });
  return allowed;
}

/** The server's own working folder means nothing to who asks. */
function absolute(folder: string): string {
  if (path.isAbsolute(folder)) return folder;
  throw new AppError('FOLDER_NOT_ALLOWED', {
    message: 'The path is not absolute.',
    field: 'path',
    item: folder,
    hint: 'Give the whole path on the server, from its root.',
  });
}

/** What is wrong with a folder is wrong with the argument that named it. */
async function atPath<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.field === undefined) throw fromErrorRecord({ ...toErrorRecord(error), field: 'path' });
    throw error;
  }
}

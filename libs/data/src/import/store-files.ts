import { constants } from 'node:fs';
import { copyFile, mkdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';

/** What the content store does to a disk, in one place: a test puts a disk that fails in its stead. */
export interface StoreFiles {
  /** Makes a folder and those above it. */
  makeFolder(folder: string): Promise<void>;
  write(file: string, data: Uint8Array): Promise<void>;
  /** Copies by reference (reflink); throws where the file system cannot. */
  clone(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Removes a file; one that is not there is no error. */
  remove(file: string): Promise<void>;
  /** Size and time of change of a file, or null where there is none. */
  info(file: string): Promise<{ readonly bytes: number; readonly changed: number } | null>;
  /** Bytes that this user may still write under a folder. */
  freeBytes(folder: string): Promise<number>;
}

/** The real disk. */
export const diskFiles: StoreFiles = {
  makeFolder: async (folder) => {
    await mkdir(folder, { recursive: true });
  },
  write: (file, data) => writeFile(file, data, { flag: 'wx' }),
  clone: (from, to) => copyFile(from, to, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE_FORCE),
  rename,
  remove: (file) => rm(file, { force: true }),
  info: async (file) => {
    try {
      const { size, mtimeMs } = await stat(file);
      return { bytes: size, changed: mtimeMs };
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
      throw thrown;
    }
  },
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
};

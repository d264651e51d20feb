import path from 'node:path';

/** Where the caller stands: npm changes to the checkout's root and leaves the caller's directory in INIT_CWD. */
export function callerDirectory(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}

/** The data folder, where it was named. */
export function homeSetting(): string | undefined {
  const home = process.env['SAGITTAL_HOME'];
  return home === undefined || home === '' ? undefined : home;
}

/** Folders with pretrained weights, and what takes the place of their publishers; relative folders begin at the checkout. */
export function weightsSettings(checkout: string): { folders: readonly string[]; mirror: string | undefined } {
  const folders = (process.env['SAGITTAL_WEIGHTS'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return { folders: folders.map((folder) => path.resolve(checkout, folder)), mirror: process.env['SAGITTAL_WEIGHTS_MIRROR'] };
}

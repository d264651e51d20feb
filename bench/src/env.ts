import path from 'node:path';

/** Folders with pretrained weights, as the server takes them. */
export function weightsFolders(): readonly string[] {
  return (process.env['SAGITTAL_WEIGHTS'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
}

/** Where the caller stands: npm changes to the checkout's root and leaves the caller's directory in INIT_CWD. */
export function callerDirectory(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}

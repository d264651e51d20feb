import path from 'node:path';

/** Folders with pretrained weights, as the server takes them. */
export function weightsFolders(): readonly string[] {
  return (process.env['SAGITTAL_WEIGHTS'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
}

/** Where the caller stands: npm changes to the checkout's root and leaves the caller's directory in INIT_CWD. */
export function callerDirectory(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}

/** The Python that runs the peers, where it is named by a setting. */
export function peersPython(): string | undefined {
  return process.env['SAGITTAL_PEERS_PYTHON'];
}

/** What a peer's process inherits. */
export function parentEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

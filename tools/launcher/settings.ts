import path from 'node:path';
import { setting } from '../env.ts';
import { reachableFolder } from '../postgres/reachable.ts';
import { root } from '../root.ts';

/** What the launcher was told, by the environment or by the file `.env` in the checkout (README: Settings). */
export interface Settings {
  /** Where everything is kept. */
  readonly home: string;
  /** One's own database server; absent: the embedded one. */
  readonly databaseUrl: string | undefined;
  /** The port asked for. */
  readonly port: number;
  /** Folders with weights. */
  readonly weights: readonly string[];
  /** Folders that may be imported; none: whatever this user may read. */
  readonly dataRoots: readonly string[];
  readonly threads: string | undefined;
  readonly demo: boolean;
}

const DEFAULT_PORT = 3000;

function pathList(name: string): string[] {
  return (setting(name) ?? '')
    .split(path.delimiter)
    .filter((part) => part !== '')
    .map((part) => path.resolve(root, part));
}

/** `.sagittal` in the checkout; as root below a closed folder, where PostgreSQL could not read, a folder under /var/lib. */
function defaultHome(): string {
  return reachableFolder(path.join(root, '.sagittal'));
}

/** @throws Error where a setting makes no sense */
export function readSettings(): Settings {
  const given = setting('SAGITTAL_HOME');
  const port = Number(setting('SAGITTAL_PORT') ?? setting('PORT') ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error('SAGITTAL_PORT must be a whole number from 1 to 65535.');
  return {
    home: given === undefined ? defaultHome() : path.resolve(root, given),
    databaseUrl: setting('DATABASE_URL'),
    port,
    weights: pathList('SAGITTAL_WEIGHTS'),
    dataRoots: pathList('SAGITTAL_DATA_ROOTS'),
    threads: setting('SAGITTAL_THREADS'),
    demo: setting('SAGITTAL_DEMO') !== 'off',
  };
}

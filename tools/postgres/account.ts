import { readFileSync } from 'node:fs';
import { setting } from '../env.ts';

/** Whom the server runs as. Empty: as whoever starts it. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to `nobody`.
 *
 * @throws Error where root has no `nobody` to hand it to, or this user has no name, which PostgreSQL insists on
 */
export function serverAccount(passwdFile = '/etc/passwd'): Account {
  const uid = process.getuid?.();
  if (uid === undefined || process.platform === 'darwin') return {};
  const rows = readFileSync(passwdFile, 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  if (uid !== 0) {
    // where users come from a directory service, the file does not list them: then PostgreSQL itself looks
    const listed = rows.some((row) => row[2] === String(uid));
    if (!listed && setting('USER') === undefined) {
      throw new Error(`User ${uid} has no name on this system, which PostgreSQL needs: set DATABASE_URL to a PostgreSQL server.`);
    }
    return {};
  }
  const nobody = rows.find((row) => row[0] === 'nobody');
  if (nobody?.[2] === undefined || nobody[3] === undefined) {
    throw new Error(
      'PostgreSQL does not run as root, and there is no user `nobody` to run it: set DATABASE_URL to a PostgreSQL server.',
    );
  }
  return { uid: Number(nobody[2]), gid: Number(nobody[3]) };
}

// What can be checked before any package is installed: Node built-ins only.
import { statfsSync } from 'node:fs';
import os from 'node:os';

/** Bytes that a first start takes: packages 1.1 GB, builds, an empty database. */
const DISK_NEEDED = 3 * 2 ** 30;
const MEMORY_NEEDED = 3 * 2 ** 30;

const gibibytes = (bytes) => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

/** @returns {{name: string, found: string, mend: string | null}[]} `mend` is null where nothing is missing. */
export function prerequisites(root) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const node = major >= 24 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  const { bavail, bsize } = statfsSync(root);
  const disk = bavail * bsize;
  const memory = os.totalmem();
  return [
    {
      name: 'Node.js',
      found: process.version,
      mend: node ? null : 'Install Node.js 24 (20.19+ and 22.12+ do too): https://nodejs.org/en/download, or `nvm install 24`.',
    },
    {
      name: 'disk',
      found: `${gibibytes(disk)} free`,
      mend: disk >= DISK_NEEDED ? null : `Free ${gibibytes(DISK_NEEDED - disk)} on the disk of ${root}.`,
    },
    {
      name: 'memory',
      found: gibibytes(memory),
      mend: memory >= MEMORY_NEEDED ? null : `Give this machine at least ${gibibytes(MEMORY_NEEDED)} of memory.`,
    },
  ];
}

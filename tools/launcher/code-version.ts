import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.ts';

/** Version of the package, with the commit where there is one: `0.1.0+4324d2a`, `-changed` where files differ from it. */
export function codeVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
  const git = (...args: string[]): string | null => {
    const run = spawnSync('git', args, { cwd: root, encoding: 'utf8', timeout: 5_000 });
    return run.status === 0 ? run.stdout.trim() : null;
  };
  const commit = git('rev-parse', '--short=12', 'HEAD');
  if (commit === null || commit === '') return version;
  const changed = git('status', '--porcelain', '--untracked-files=no');
  return `${version}+${commit}${changed === '' ? '' : '-changed'}`;
}

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What pip on this machine was told to use, else what it uses by itself. */
const QUESTIONS = [
  ['-m', 'pip', 'config', 'get', 'global.index-url'],
  ['-c', 'from pip._internal.models.index import PyPI; print(PyPI.simple_url)'],
];

/**
 * The address of pip's index: the one that was named, else the one of this machine's pip. Which index a machine may use is its
 * own affair, so none is written down here.
 * @throws Error where none is named and there is no pip to ask.
 */
export async function indexAddress(named: string | undefined): Promise<string> {
  if (named !== undefined) return named;
  for (const question of QUESTIONS) {
    const answer = await promisify(execFile)('python3', question, { encoding: 'utf8' }).catch(() => null);
    const address = answer?.stdout.trim() ?? '';
    if (URL.canParse(address)) return address;
  }
  throw new Error(
    'No index of Python packages is known: there is no pip on this machine to ask. Name one: PIP_INDEX_URL=https://HOST/simple npm run engine:native.',
  );
}

import type { Subset } from '@sagittal/contracts';

const SPELLINGS: Readonly<Record<string, Subset>> = {
  train: 'TRAIN',
  training: 'TRAIN',
  trn: 'TRAIN',
  val: 'VALIDATION',
  valid: 'VALIDATION',
  validation: 'VALIDATION',
  validate: 'VALIDATION',
  dev: 'VALIDATION',
  development: 'VALIDATION',
  test: 'TEST',
  tests: 'TEST',
  testing: 'TEST',
  tst: 'TEST',
};

/** Words that may follow, as in `train_data`, `Test-Set`, `validation images`. */
const SUFFIX = /[\s_.-]*(?:data|dataset|set|images?|imgs?|samples?|split)$/;

/** The subset that a folder's name means, or null. Capitals and a suffix such as `_data` or ` set` do not matter. */
export function subsetOfName(name: string): Subset | null {
  const plain = name.normalize('NFC').trim().toLowerCase();
  const find = (key: string): Subset | null => (Object.hasOwn(SPELLINGS, key) ? (SPELLINGS[key] ?? null) : null);
  return find(plain) ?? find(plain.replace(SUFFIX, ''));
}

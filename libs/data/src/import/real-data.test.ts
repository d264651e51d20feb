import { access } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { certifySplit } from '../split/certify-split.ts';
import { makeSplit } from '../split/make-split.ts';
import { splitCounts } from '../split/split-counts.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { ContentStore } from './content-store.ts';
import { importFolder } from './import-folder.ts';

/** Real scans lie beside the checkout of those who have them; they are not part of the project. */
const BRAIN = path.resolve(import.meta.dirname, '../../../../../shared/data/brain-tumor-mri');

test('the brain set: every image, and its known copies', async ({ annotate }) => {
  if (
    !(await access(BRAIN).then(
      () => true,
      () => false,
    ))
  ) {
    await annotate('the brain set is not beside this checkout (../shared/data/brain-tumor-mri): nothing was checked');
    return;
  }
  const store = new ContentStore(await temporaryFolder());
  const { items, problems, added, ignored } = await importFolder({ root: BRAIN, store });
  expect([items.length, problems, ignored]).toEqual([7019, [], 0]);
  expect(added.length).toBe(6593);
  const split = items.map((item) => ({ ...item, id: item.path, group: null }));
  const assignment = makeSplit({ items: split, strategy: 'OFFICIAL', seed: 1 });
  expect(splitCounts(split, assignment).map(({ count }) => count)).toEqual([4567, 1141, 1311]);
  const { checks } = certifySplit(split, assignment);
  expect(checks.slice(0, 3).map(({ status, crossing }) => [status, crossing])).toEqual([
    ['PASSED', 0],
    ['FAILED', 177],
    ['FAILED', 39],
  ]);
}, 180_000);

import { AppError, newId, type Subset } from '@sagittal/contracts';
import { certifySplit, hasOfficialSubsets, type ItemProblem, makeSplit, type SplitItem, splitCounts } from '@sagittal/data';
import type pg from 'pg';
import type { StoredVersion } from './store-version.ts';

const SEED = 1;

/**
 * The split that every import makes, with its certificate: the folders' own where they name a training and a test part, else
 * stratified.
 *
 * @returns null, or why there is none: a dataset too small to be split is still a dataset
 */
export async function storeSplit(client: pg.PoolClient, { id: versionId, items }: StoredVersion): Promise<ItemProblem | null> {
  const official = hasOfficialSubsets(items);
  const name = official ? 'official' : 'stratified';
  const strategy = official ? 'OFFICIAL' : 'STRATIFIED';
  const shares = official ? { validation: 0.2, test: null } : { validation: 0.1, test: 0.2 };
  const members: SplitItem[] = items.map((item) => ({ ...item, group: null }));
  let assignment: Map<string, Subset>;
  try {
    assignment = makeSplit({ items: members, strategy, seed: SEED, ...shares });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'SPLIT_TOO_SMALL') throw error;
    return {
      item: `split "${name}"`,
      code: error.code,
      message: error.message,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
    };
  }
  const splitId = newId('split');
  await client.query(
    `INSERT INTO "Split" (id, "datasetVersionId", name, strategy, seed, validation, test, counts, "createdAt")
     VALUES ($1, $2, $3, $4::"SplitStrategy", $5, $6, $7, $8, clock_timestamp())`,
    [splitId, versionId, name, strategy, SEED, shares.validation, shares.test, JSON.stringify(splitCounts(members, assignment))],
  );
  await client.query(
    `INSERT INTO "SplitMember" ("splitId", "itemId", subset) SELECT $1, item, subset::"Subset" FROM unnest($2::text[], $3::text[]) AS t(item, subset)`,
    [splitId, [...assignment.keys()], [...assignment.values()]],
  );
  const { level, checks, statement } = certifySplit(members, assignment);
  await client.query(
    `INSERT INTO "SplitCertificate" (id, "splitId", level, checks, statement, "checkedAt") VALUES ($1, $2, $3::"CertificateLevel", $4, $5, clock_timestamp())`,
    [newId('certificate'), splitId, level, JSON.stringify(checks), statement],
  );
  return null;
}

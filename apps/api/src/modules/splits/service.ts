import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError, newId, type SplitStrategy } from '@sagittal/contracts';
import { certifySplit, makeSplit, splitCounts } from '@sagittal/data';
import type { Prisma, Split } from '@sagittal/prisma';
import type { App } from '../../context.ts';
import { notFound, parseName } from '../../input.ts';
import { archived } from '../datasets/service.ts';
import { insertMembers, itemsOf } from './repository.ts';

const SERVED: readonly SplitStrategy[] = ['OFFICIAL', 'STRATIFIED'];
const LARGEST_SEED = 2 ** 31 - 1;

export interface CreateSplitInput {
  readonly datasetVersionId: string;
  readonly name: string;
  readonly strategy: SplitStrategy;
  readonly seed: number;
  readonly validation?: number | null | undefined;
  readonly test?: number | null | undefined;
}

/**
 * Draws a split, certifies it and stores it, in one transaction. Needs no trainer: the draw takes well under a second for a
 * hundred thousand images.
 * @throws AppError NOT_FOUND, DATASET_ARCHIVED, INVALID_NAME, NAME_TAKEN, INVALID_INPUT, NOT_SUPPORTED_YET, NO_OFFICIAL_SUBSETS, SPLIT_TOO_SMALL
 */
export async function createSplit(app: App, input: CreateSplitInput): Promise<Split> {
  const { prisma } = app;
  const { strategy, seed } = input;
  const name = parseName(input.name);
  if (!SERVED.includes(strategy))
    throw new AppError('NOT_SUPPORTED_YET', {
      message: `Splits by ${strategy} cannot be made yet.`,
      field: 'strategy',
      hint: `Use ${SERVED.join(' or ')}.`,
    });
  if (seed < 0 || seed > LARGEST_SEED)
    throw new AppError('INVALID_INPUT', { message: 'A seed is from 0 to 2,147,483,647.', field: 'seed' });
  const { validation, test } = fractions(input);
  const version = await prisma.datasetVersion.findUnique({ where: { id: input.datasetVersionId }, include: { dataset: true } });
  if (!version) throw notFound('dataset version', input.datasetVersionId, 'datasetVersionId');
  if (version.dataset.archivedAt) throw archived(version.dataset, 'datasetVersionId');

  const items = await itemsOf(app, version);
  const assignment = makeSplit({ items, strategy, seed, validation, ...(test === null ? {} : { test }) });
  // other requests get their turn between the steps, each of which takes up to half a second for a hundred thousand images
  await nextTurn();
  const certificate = certifySplit(items, assignment);
  await nextTurn();
  return prisma.$transaction(
    async (transaction) => {
      const split = await transaction.split.create({
        data: {
          id: newId('split'),
          datasetVersionId: version.id,
          name,
          strategy,
          seed,
          validation,
          test,
          counts: splitCounts(items, assignment) as unknown as Prisma.InputJsonValue,
        },
      });
      await insertMembers(transaction, split.id, assignment);
      await transaction.splitCertificate.create({
        data: {
          id: newId('certificate'),
          splitId: split.id,
          level: certificate.level,
          checks: certificate.checks as unknown as Prisma.InputJsonValue,
          statement: certificate.statement,
        },
      });
      return split;
    },
    { timeout: 30_000 },
  );
}

/** Validation and test as fractions; test is null for OFFICIAL strategies, whose folders say it. */
function fractions({ strategy, validation, test }: CreateSplitInput): { validation: number; test: number | null } {
  const official = strategy === 'OFFICIAL' || strategy === 'OFFICIAL_CLEANED';
  if (official && test !== null && test !== undefined)
    throw new AppError('INVALID_INPUT', {
      message: 'An official split takes its test part from the folders.',
      field: 'test',
      hint: 'Leave `test` out, or use STRATIFIED.',
    });
  const parts = { validation: validation ?? (official ? 0.2 : 0.1), test: official ? null : (test ?? 0.2) };
  for (const field of ['validation', 'test'] as const) {
    const part = parts[field];
    if (part !== null && !(part > 0 && part < 1))
      throw new AppError('INVALID_INPUT', { message: 'A part of a split is above 0 and below 1.', field });
  }
  if (parts.validation + (parts.test ?? 0) >= 1)
    throw new AppError('INVALID_INPUT', {
      message: 'Validation and test together leave nothing to train on.',
      field: 'validation',
      hint: 'Their sum must be below 1.',
    });
  return parts;
}

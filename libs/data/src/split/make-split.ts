import { AppError, SUBSETS, type SplitStrategy, type Subset } from '@sagittal/contracts';
import { drawStratified } from './draw.ts';
import { OFFICIAL_VALIDATION, splitOfficially } from './official.ts';
import type { SplitItem } from './split-item.ts';

/** Shares of the whole that a stratified split gives to validation and test. */
const STRATIFIED_VALIDATION = 0.1;
const STRATIFIED_TEST = 0.2;

export interface SplitRequest {
  readonly items: readonly SplitItem[];
  readonly strategy: SplitStrategy;
  readonly seed: number;
  /** In (0, 1). OFFICIAL: of the training part, used only where there is no validation folder (0.2). STRATIFIED: of the whole (0.1). */
  readonly validation?: number | null | undefined;
  /** In (0, 1), of the whole, for STRATIFIED (0.2). */
  readonly test?: number | null | undefined;
}

/**
 * Puts every image into one subset. The same images (by content), labels, official subsets, strategy, seed and fractions give the
 * same split, whatever the order and the ids of the items.
 * Throws NO_OFFICIAL_SUBSETS, SPLIT_TOO_SMALL (a subset would be empty), INVALID_INPUT (fractions), and NOT_SUPPORTED_YET for
 * OFFICIAL_CLEANED and GROUPED.
 */
export function makeSplit(request: SplitRequest): Map<string, Subset> {
  const assignment = assign(request);
  const reached = new Set(assignment.values());
  const missing = SUBSETS.filter((subset) => !reached.has(subset));
  if (missing.length > 0) {
    throw new AppError('SPLIT_TOO_SMALL', {
      message: `There are too few images: nothing would be left for ${missing.map((subset) => subset.toLowerCase()).join(' and ')}.`,
      field: 'strategy',
      hint: 'Each subset needs at least one image; three different images of each class are enough. Byte-equal copies count as one.',
    });
  }
  return assignment;
}

function assign({ items, strategy, seed, validation, test }: SplitRequest): Map<string, Subset> {
  switch (strategy) {
    case 'OFFICIAL':
      return splitOfficially(items, seed, fraction('validation', validation ?? OFFICIAL_VALIDATION));
    case 'STRATIFIED': {
      const shares = [
        { subset: 'TEST', fraction: fraction('test', test ?? STRATIFIED_TEST) },
        { subset: 'VALIDATION', fraction: fraction('validation', validation ?? STRATIFIED_VALIDATION) },
      ] as const;
      if (shares[0].fraction + shares[1].fraction >= 1)
        throw new AppError('INVALID_INPUT', {
          message: 'Validation and test together must leave something for training.',
          field: 'test',
          hint: 'Choose fractions whose sum is below 1.',
        });
      return drawStratified(items, shares, 'TRAIN', seed);
    }
    case 'OFFICIAL_CLEANED':
    case 'GROUPED':
      throw new AppError('NOT_SUPPORTED_YET', {
        message: `Splits by the strategy ${strategy} cannot be made yet.`,
        field: 'strategy',
        hint: 'Choose OFFICIAL or STRATIFIED.',
      });
  }
}

function fraction(field: string, value: number): number {
  if (value > 0 && value < 1) return value;
  throw new AppError('INVALID_INPUT', {
    message: `The fraction for ${field} must lie between 0 and 1.`,
    field,
    hint: 'For example 0.2.',
  });
}

import { AppError } from '@sagittal/contracts';

/** @throws AppError INVALID_INPUT for a batch size that is no whole number of images. */
export function checkBatch(batch: number): void {
  if (Number.isInteger(batch) && batch >= 1) return;
  throw new AppError('INVALID_INPUT', { message: `A batch holds at least one image, not ${String(batch)}.`, field: 'batch' });
}

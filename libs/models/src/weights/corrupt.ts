import { AppError } from '@sagittal/contracts';

/** A weights file that is not what its format says. */
export function corrupt(item: string, message: string, options?: ErrorOptions): AppError {
  return new AppError(
    'WEIGHTS_CORRUPT',
    { message, item, hint: 'Bring the file again; it may have been cut off or changed while it was copied.' },
    options,
  );
}

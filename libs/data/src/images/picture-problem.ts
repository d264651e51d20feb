import { AppError } from '@sagittal/contracts';
import type { ImageFormat } from './formats.ts';

/** What a decoder's failure means for the user, given the format that the file's first bytes announce. */
export function pictureProblem(thrown: unknown, format: ImageFormat | null): AppError {
  if (thrown instanceof AppError) return thrown;
  if (format === null) return notAnImage();
  return new AppError(
    'IMAGE_TRUNCATED',
    {
      message: `The file begins as ${format.toUpperCase()} but is cut short or damaged and cannot be decoded.`,
      hint: 'Fetch the file again from its source.',
    },
    { cause: thrown },
  );
}

/** NOT_AN_IMAGE, for a file whose first bytes announce none of the formats. */
export function notAnImage(bytes?: number): AppError {
  return new AppError('NOT_AN_IMAGE', {
    message: bytes === 0 ? 'The file is empty.' : 'The file is not a JPEG, PNG, WebP, BMP or TIFF image, whatever its name says.',
    hint: 'Remove the file, or put the real image in its place.',
  });
}

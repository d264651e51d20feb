import { AppError, nameSchema } from '@sagittal/contracts';

const LONGEST_TEXT = 10_000;

/** @throws AppError INVALID_NAME, saying what is wrong with it */
export function parseName(name: string, field = 'name'): string {
  const parsed = nameSchema.safeParse(name);
  if (parsed.success) return parsed.data;
  throw new AppError('INVALID_NAME', {
    message: parsed.error.issues[0]?.message ?? 'This is no name.',
    field,
    item: name.length > 100 ? `${name.slice(0, 100)}…` : name,
    hint: 'Use letters, digits, spaces and marks such as - _ . ( ), on one line.',
  });
}

/** Notes and descriptions: free text of at most 10,000 characters; an empty one is null. */
export function parseDescription(text: string | null | undefined, field = 'description'): string | null {
  if (text === null || text === undefined || text.trim() === '') return null;
  if (text.length > LONGEST_TEXT || text.includes('\u0000'))
    throw new AppError('INVALID_INPUT', {
      message: `This text has more than ${LONGEST_TEXT.toLocaleString('en')} characters, or one that cannot be stored.`,
      field,
    });
  return text;
}

export function notFound(what: string, id: string, field = 'id'): AppError {
  return new AppError('NOT_FOUND', {
    message: `There is no ${what} ${id}.`,
    field,
    item: id,
    hint: 'It may have been deleted, or the id may be of something else.',
  });
}

/** Which of two ways to name one thing was used. @throws AppError INVALID_INPUT unless it is exactly one */
export function oneOf(id: string | null | undefined, name: string | null | undefined): 'id' | 'name' {
  const [hasId, hasName] = [id !== null && id !== undefined, name !== null && name !== undefined];
  if (hasId === hasName)
    throw new AppError('INVALID_INPUT', { message: 'Give either an id or a name.', field: hasId ? 'name' : 'id' });
  return hasId ? 'id' : 'name';
}

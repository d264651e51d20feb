import { AppError } from '@sagittal/contracts';

export interface TagInput {
  readonly key: string;
  readonly value: string;
}

const MOST_TAGS = 50;

/** @throws AppError INVALID_INPUT for a key or value that is too long or cannot be stored, or for a key given twice */
export function parseTags(tags: readonly TagInput[], field = 'tags'): TagInput[] {
  if (tags.length > MOST_TAGS)
    throw new AppError('INVALID_INPUT', { message: `A run has at most ${String(MOST_TAGS)} tags.`, field });
  const keys = new Set<string>();
  return tags.map(({ key, value }, index) => {
    const at = `${field}.${String(index)}`;
    if (key.length === 0 || key.length > 100 || key !== key.trim() || /[\u0000-\u001f\u007f]/.test(key))
      throw new AppError('INVALID_INPUT', {
        message: "A tag's key has 1 to 100 characters, on one line, with no space at its ends.",
        field: `${at}.key`,
      });
    if (value.length > 1_000 || value.includes('\u0000'))
      throw new AppError('INVALID_INPUT', { message: "A tag's value has at most 1,000 characters.", field: `${at}.value` });
    if (keys.has(key))
      throw new AppError('INVALID_INPUT', { message: `The tag "${key}" is given twice.`, field: `${at}.key`, item: key });
    keys.add(key);
    return { key, value };
  });
}

/** A name for the dataset of a folder: the folder's own, without what a name may not hold. */
export function nameOfFolder(path: string): string {
  const last = path.split(/[/\\]/).filter(Boolean).at(-1) ?? '';
  return last.replaceAll('..', '.').trim().slice(0, 100);
}

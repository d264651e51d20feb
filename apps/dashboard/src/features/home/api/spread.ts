/**
 * `size` images with the classes taken in turn, and within a class evenly spaced over what there is, so that neighbours in
 * a folder do not all look alike.
 */
export function spread<Image extends { readonly label: string }>(images: readonly Image[], size: number): readonly Image[] {
  const labels = [...new Set(images.map(({ label }) => label))];
  if (labels.length === 0) return [];
  const perClass = Math.ceil(size / labels.length);
  const rows = labels.map((label) => {
    const own = images.filter((image) => image.label === label);
    const take = Math.min(perClass, own.length);
    return Array.from({ length: take }, (_, index) => own[Math.floor((index * own.length) / take)]);
  });
  return Array.from({ length: perClass }, (_, index) => rows.flatMap((row) => row[index] ?? []))
    .flat()
    .slice(0, size);
}

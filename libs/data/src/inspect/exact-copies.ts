/** Groups items by their bytes: hash → the items that have it, in the order in which they came. */
export function groupByContent<T extends { readonly sha256: string }>(items: Iterable<T>): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(item.sha256);
    if (group === undefined) groups.set(item.sha256, [item]);
    else group.push(item);
  }
  return groups;
}

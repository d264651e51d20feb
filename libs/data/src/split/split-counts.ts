import { SUBSETS, type Subset } from '@sagittal/contracts';
import type { SplitAssignment, SplitItem } from './split-item.ts';

export interface SubsetCount {
  readonly subset: Subset;
  readonly count: number;
  /** Every class of the dataset, sorted by name, also those with no image in this subset. */
  readonly classes: readonly { readonly name: string; readonly count: number }[];
}

/** How many images each subset has, in all and by class, in the order TRAIN, VALIDATION, TEST. */
export function splitCounts(items: readonly Pick<SplitItem, 'id' | 'label'>[], assignment: SplitAssignment): SubsetCount[] {
  const names = [...new Set(items.map((item) => item.label))].sort();
  return SUBSETS.map((subset) => {
    const members = items.filter((item) => assignment.get(item.id) === subset);
    const byClass = new Map<string, number>();
    for (const { label } of members) byClass.set(label, (byClass.get(label) ?? 0) + 1);
    return { subset, count: members.length, classes: names.map((name) => ({ name, count: byClass.get(name) ?? 0 })) };
  });
}

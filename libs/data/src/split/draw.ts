import { createHash } from 'node:crypto';
import type { Subset } from '@sagittal/contracts';
import { groupByContent } from '../inspect/exact-copies.ts';
import type { SplitItem } from './split-item.ts';

/** Images with the same bytes: they go into one subset together. */
interface Cluster {
  readonly items: readonly SplitItem[];
  /** Place in the seeded order. */
  readonly key: string;
  /** The class that it counts for: of most of its images, the first by name where several are equal. */
  readonly label: string;
}

/** A subset to be filled and its share of the images, in (0, 1). */
export interface Share {
  readonly subset: Subset;
  readonly fraction: number;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Draws subsets out of the items, stratified by class, byte-equal copies together; what is not drawn falls to `rest`. Each class
 * gives round(fraction × its images) to each share, short of that by less than its largest group of copies; a class gives at
 * least one image to each share as long as one is left for `rest`, and where it has too few images for all, `rest` comes first
 * and then the share that has the fewest images so far.
 * The order is that of SHA-256(seed, content): it depends neither on the order of the items nor on their ids, so that the same
 * images and seed give the same split anywhere.
 */
export function drawStratified(
  items: readonly SplitItem[],
  shares: readonly Share[],
  rest: Subset,
  seed: number,
): Map<string, Subset> {
  const assignment = new Map<string, Subset>();
  const filled = new Map<Subset, number>(shares.map(({ subset }) => [subset, 0]));
  const give = (cluster: Cluster, subset: Subset): void => {
    for (const item of cluster.items) assignment.set(item.id, subset);
    filled.set(subset, (filled.get(subset) ?? 0) + cluster.items.length);
  };
  for (const [, clusters] of [...clustersByClass(items, seed)].sort(([a], [b]) => compare(a, b))) {
    const open = [...clusters];
    const total = open.reduce((sum, cluster) => sum + cluster.items.length, 0);
    const byNeed = [...shares].sort((a, b) => (filled.get(a.subset) ?? 0) - (filled.get(b.subset) ?? 0));
    // one cluster is kept back for the rest, and one for each share that is still to come
    let served = byNeed.slice(0, Math.max(0, open.length - 1));
    while (served.length > 0) {
      const [share, ...later] = served;
      served = later;
      if (share === undefined) break;
      const quota = Math.max(1, Math.round(share.fraction * total));
      for (const cluster of takeUpTo(open, quota, later.length + 1)) give(cluster, share.subset);
    }
    for (const cluster of open) give(cluster, rest);
  }
  return assignment;
}

/** Takes clusters out of `open`, in its order, as long as they fit into the quota and `keep` are left; at least one. */
function takeUpTo(open: Cluster[], quota: number, keep: number): Cluster[] {
  const taken: Cluster[] = [];
  let count = 0;
  for (let at = 0; at < open.length && open.length > keep && count < quota;) {
    const cluster = open[at];
    if (cluster !== undefined && count + cluster.items.length <= quota) {
      open.splice(at, 1);
      taken.push(cluster);
      count += cluster.items.length;
    } else at += 1;
  }
  if (taken.length === 0) {
    const smallest = Math.min(...open.map((cluster) => cluster.items.length));
    taken.push(
      ...open.splice(
        open.findIndex((cluster) => cluster.items.length === smallest),
        1,
      ),
    );
  }
  return taken;
}

function clustersByClass(items: readonly SplitItem[], seed: number): Map<string, Cluster[]> {
  const classes = new Map<string, Cluster[]>();
  for (const [sha256, copies] of groupByContent(items)) {
    const label = mainLabel(copies);
    const key = createHash('sha256').update(`sagittal-split/1\n${seed}\n${sha256}`).digest('hex');
    const clusters = classes.get(label) ?? [];
    classes.set(label, clusters);
    clusters.push({ items: copies, key, label });
  }
  for (const clusters of classes.values()) clusters.sort((a, b) => compare(a.key, b.key));
  return classes;
}

function mainLabel(copies: readonly SplitItem[]): string {
  const counts = new Map<string, number>();
  for (const { label } of copies) counts.set(label, (counts.get(label) ?? 0) + 1);
  const [first] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || compare(a, b));
  return first?.[0] ?? '';
}

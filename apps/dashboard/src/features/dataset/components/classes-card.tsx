'use client';
import { Card } from '../../../components/ui/card.tsx';
import { ClassBalance } from '../../../components/ui/class-balance.tsx';
import type { Version } from '../api/dataset-query.ts';

/** How many images of each class are in each subset of the chosen split. */
export function ClassesCard({
  split,
  classes,
}: {
  readonly split: Version['splits'][number] | null;
  readonly classes: Version['classes'];
}) {
  return (
    <Card title="Classes" sub={split?.name ?? ''}>
      <ClassBalance classes={classes} counts={split?.counts ?? []} />
    </Card>
  );
}

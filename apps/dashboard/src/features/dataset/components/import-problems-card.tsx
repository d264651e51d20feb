'use client';
import { Card } from '../../../components/ui/card.tsx';
import { ItemProblems } from '../../../components/ui/item-problems.tsx';
import { countOf } from '../../../lib/format/number.ts';

/** What the import could not take, file by file. */
export function ImportProblemsCard(props: {
  readonly problems: readonly {
    readonly item: string;
    readonly code: string;
    readonly message: string;
    readonly hint: string | null;
  }[];
  readonly imported: number;
}) {
  const { problems, imported } = props;
  return (
    <Card title="Not imported" sub={`${countOf(problems.length, 'file')}; the other ${countOf(imported, 'image')} were taken`}>
      <ItemProblems problems={problems} />
    </Card>
  );
}

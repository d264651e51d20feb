import { Button } from '@mantine/core';
import { Empty } from '../../../components/ui/empty.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { countOf } from '../../../lib/format/number.ts';
import { type RunsView, conditionWords } from '../api/runs-view.ts';

/** In the place of an empty table: what emptied it, and the way on. */
export function NoRuns(props: {
  readonly view: RunsView;
  readonly all: number;
  readonly onDrop: () => void;
  readonly onLeaveBin: () => void;
}) {
  const { view, all, onDrop, onLeaveBin } = props;
  const conditions = conditionWords(view);
  if (conditions.length > 0)
    return (
      <Empty
        title="No run matches"
        action={
          <Button variant="default" onClick={onDrop}>
            Drop the conditions
          </Button>
        }
      >
        0 of {countOf(all, 'run')} where {conditions.join(' and ')}.
      </Empty>
    );
  if (view.bin)
    return (
      <Empty
        title="The bin is empty"
        action={
          <Button variant="default" onClick={onLeaveBin}>
            Back to the runs
          </Button>
        }
      >
        Deleted runs wait here until somebody restores them.
      </Empty>
    );
  return (
    <Empty
      title="No runs yet"
      action={
        <LinkButton href="/runs/launch" variant="filled">
          Launch a run
        </LinkButton>
      }
    >
      They will be listed here with intervals, curves and the certificate of their split.
    </Empty>
  );
}

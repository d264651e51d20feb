'use client';
import Link from 'next/link';
import { Card } from '../../../components/ui/card.tsx';
import { KeyValues } from '../../../components/ui/key-values.tsx';
import type { RunStatus } from '../../../gql/graphql.ts';
import { MISSING } from '../../../lib/format/missing.ts';
import { count } from '../../../lib/format/number.ts';
import text from '../../../styles/text.module.css';
import { recipeOf, recipeWords } from '../api/recipe-words.ts';
import type { RunDetail } from '../api/run-query.ts';
import styles from './about-cards.module.css';
import { DownloadsCard } from './downloads-card.tsx';
import { MachineCard } from './machine-card.tsx';

/** Whether the test images were looked at: once, by a run that came to its end. */
const TEST_WORDS: Record<RunStatus, string> = {
  QUEUED: ', not read yet',
  RUNNING: ', not read yet',
  FINISHED: '',
  FAILED: ', never read',
  CANCELLED: ', never read',
};

/** Recipe, data, machine and files of a run: what one needs to repeat it. */
export function AboutCards({ run }: { readonly run: RunDetail }) {
  const recipe = recipeOf(run.recipe);
  const { split } = run;
  const subset = (name: 'TRAIN' | 'VALIDATION' | 'TEST'): string =>
    count(split?.counts.find((counts) => counts.subset === name)?.count);
  return (
    <div className={styles['grid']}>
      <Card
        title="Recipe"
        sub={run.preset ? `preset ${run.preset}` : 'no preset'}
        action={
          <Link className={text['link']} href={`/runs/${run.id}/recipe`}>
            All settings
          </Link>
        }
      >
        <KeyValues
          rows={[
            ...(recipe ? recipeWords(recipe) : []),
            [
              'Parameters',
              run.totalParameters === null ? MISSING : `${count(run.totalParameters)}, trained ${count(run.trainableParameters)}`,
            ],
          ]}
        />
      </Card>
      <Card title="Data" sub={split ? `${split.datasetVersion.dataset.name} v${split.datasetVersion.number}` : ''}>
        <KeyValues
          rows={[
            ['Split', split?.name ?? MISSING],
            ['Training', subset('TRAIN')],
            ['Validation', subset('VALIDATION')],
            ['Test', `${subset('TEST')}${TEST_WORDS[run.status]}`],
            ['Seed of the split', split ? String(split.seed) : MISSING],
            ['Experiment', run.experiment?.name ?? MISSING],
          ]}
        />
        <p className={styles['statement']}>{split?.certificate.statement}</p>
      </Card>
      <MachineCard environment={run.environment} />
      <DownloadsCard run={run} />
    </div>
  );
}

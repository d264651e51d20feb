import { Card } from '../../../components/ui/card.tsx';
import { KeyValues } from '../../../components/ui/key-values.tsx';
import { deviceWords } from '../api/device-words.ts';
import type { RunDetail } from '../api/run-query.ts';
import styles from './about-cards.module.css';

/** What computed the run, and why that. */
export function MachineCard({ environment }: { readonly environment: RunDetail['environment'] }) {
  if (!environment)
    return (
      <Card title="Machine" sub="not begun">
        <p className={styles['statement']}>Known when a trainer has taken the run.</p>
      </Card>
    );
  const { device, kernels } = deviceWords(environment.device);
  const { weightsHash, weightsStory } = environment;
  return (
    <Card title="Machine" sub={environment.trainer}>
      <KeyValues
        rows={[
          ['Engine', `${environment.engine} ${environment.engineVersion}`],
          ['Device', device],
          ['Threads', String(environment.threads)],
          ...(kernels === null ? [] : [['Kernels', kernels] as const]),
          [
            'Weights',
            weightsHash ? (
              <code key="hash" title={weightsHash}>
                {weightsHash.slice(0, 12)}
              </code>
            ) : (
              'seeded'
            ),
          ],
          ['Code', <code key="code">{environment.codeVersion}</code>],
        ]}
      />
      <p className={styles['statement']}>
        <span className={styles['label']}>Why this engine:</span> {environment.reason}.
      </p>
      {weightsStory ? (
        <p className={styles['statement']}>
          <span className={styles['label']}>Weights:</span> {weightsStory}
        </p>
      ) : null}
    </Card>
  );
}

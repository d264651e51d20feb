import { Card } from '../../../components/ui/card.tsx';
import type { RunStatus } from '../../../gql/graphql.ts';
import { bytes } from '../../../lib/format/number.ts';
import text from '../../../styles/text.module.css';
import { downloadGroups } from '../api/download-groups.ts';
import type { RunDetail } from '../api/run-query.ts';
import styles from './downloads-card.module.css';

/** Why there is no model. */
const NO_MODEL: Record<RunStatus, string> = {
  QUEUED: 'The model comes when the run has finished.',
  RUNNING: 'The model comes when the run has finished; checkpoints come while it trains.',
  FINISHED: 'The model could not be written: the log says why.',
  FAILED: 'A run that failed leaves no model.',
  CANCELLED: 'A run that was cancelled leaves no model.',
};

/** The files of a run: its model with its card, checkpoints and predictions, to be taken home. */
export function DownloadsCard({ run }: { readonly run: RunDetail }) {
  const groups = downloadGroups(run.artifacts, run.checkpoints);
  const hasModel = groups.some(({ title }) => title === 'Model');
  return (
    <Card title="Downloads">
      {hasModel ? null : <p className={styles['note']}>{NO_MODEL[run.status]}</p>}
      {groups.map(({ title, files }) => (
        <section key={title} className={styles['group']} aria-label={title}>
          <h3>{title}</h3>
          <ul>
            {files.map(({ name, what, bytes: size, sha256, url }) => (
              <li key={name} className={styles['file']}>
                <a className={text['link']} href={url} download title={`SHA-256 ${sha256}`}>
                  {name}
                </a>
                <span className={styles['size']}>{bytes(size)}</span>
                {what === '' ? null : <span className={styles['what']}>{what}</span>}
              </li>
            ))}
          </ul>
        </section>
      ))}
      {hasModel ? (
        <p className={styles['note']}>
          By the command line, checked by its hash: <code>npm run sagittal -- download {run.id}</code>
        </p>
      ) : null}
    </Card>
  );
}

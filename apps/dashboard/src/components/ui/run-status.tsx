import { IconBan, IconCircleCheckFilled, IconClock, IconExclamationCircleFilled } from '@tabler/icons-react';
import type { RunStatus as Status } from '../../gql/graphql.ts';
import { Ring } from './ring.tsx';
import styles from './run-status.module.css';

const WORDS: Record<Status, string> = {
  QUEUED: 'Queued',
  RUNNING: 'Running',
  FINISHED: 'Finished',
  FAILED: 'Failed',
  CANCELLED: 'Cancelled',
};

function Icon({ status }: { readonly status: Status }) {
  switch (status) {
    case 'QUEUED':
      return <IconClock size={14} aria-hidden />;
    case 'RUNNING':
      return <Ring />;
    case 'FINISHED':
      return <IconCircleCheckFilled size={14} aria-hidden />;
    case 'FAILED':
      return <IconExclamationCircleFilled size={14} aria-hidden />;
    case 'CANCELLED':
      return <IconBan size={14} aria-hidden />;
  }
}

/** Colour and shape, and the word. */
export function RunStatus({ status }: { readonly status: Status }) {
  return (
    <span className={styles['status']} data-status={status}>
      <Icon status={status} />
      {WORDS[status]}
    </span>
  );
}

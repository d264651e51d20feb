'use client';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { liveState } from '../../lib/graphql/live-client.ts';
import { Time } from '../ui/time.tsx';
import styles from './connection-strip.module.css';

/** Says that live updates have stopped, and since when; the numbers stay as they were. */
export function ConnectionStrip() {
  const { lost, since } = useSyncExternalStore(liveState.subscribe, liveState.get, liveState.getOnServer);
  if (!lost || since === null) return null;
  return (
    <div className={styles['strip']} role="status">
      <IconPlugConnectedX size={15} aria-hidden />
      <span>
        Live updates paused at <Time iso={new Date(since).toISOString()} />. Trying again by itself; the numbers are as they were.
      </span>
    </div>
  );
}

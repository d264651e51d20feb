'use client';
import { IconExclamationCircle } from '@tabler/icons-react';
import Link from 'next/link';
import { Card } from '../../../components/ui/card.tsx';
import type { HomeQuery } from '../../../gql/graphql.ts';
import text from '../../../styles/text.module.css';
import styles from './needs-a-look.module.css';

/** Runs that failed, with why. Absent where there are none. */
export function NeedsALook({ failed }: { readonly failed: HomeQuery['failed']['nodes'] }) {
  if (failed.length === 0) return null;
  return (
    <Card title="Needs a look">
      <ul>
        {failed.map(({ id, name, error }) => (
          <li key={id} className={styles['item']}>
            <IconExclamationCircle size={16} stroke={1.8} aria-hidden />
            <span className={styles['words']}>
              <b>{name} failed</b>
              <br />
              {error?.message} <code>{error?.code}</code>
            </span>
            <Link className={text['link']} href={`/runs/${id}`}>
              Open
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

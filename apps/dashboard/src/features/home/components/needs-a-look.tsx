'use client';
import { IconExclamationCircle, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import type { DatasetCardFragment, HomeQuery } from '../../../gql/graphql.ts';
import { checkSentence } from '../../../lib/certificate.ts';
import { countOf } from '../../../lib/format/number.ts';
import text from '../../../styles/text.module.css';
import { uncertifiedQuery, uncertifiedSplits } from '../api/uncertified-query.ts';
import styles from './needs-a-look.module.css';

function Item(props: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
  readonly href: string;
  readonly action: string;
}) {
  return (
    <li className={styles['item']}>
      {props.icon}
      <span className={styles['words']}>
        <b>{props.title}</b>
        <br />
        {props.children}
      </span>
      <Link className={text['link']} href={props.href}>
        {props.action}
      </Link>
    </li>
  );
}

/** Results that a failed check makes doubtful, and runs that failed, with why. Absent where there are none. */
export function NeedsALook({
  failed,
  datasets,
}: {
  readonly failed: HomeQuery['failed']['nodes'];
  readonly datasets: readonly DatasetCardFragment[];
}) {
  const broken = uncertifiedSplits(datasets);
  const { data: doubtful = 0 } = useQuery({ ...uncertifiedQuery(broken.map(({ id }) => id)), enabled: broken.length > 0 });
  const worst = broken[0]?.certificate.checks
    .filter(({ status }) => status === 'FAILED')
    .toSorted((a, b) => (b.crossing ?? 0) - (a.crossing ?? 0))[0];
  const items = failed.length + (doubtful > 0 ? 1 : 0);
  if (items === 0) return null;
  return (
    <Card title="Needs a look" sub={<span className={styles['number']}>{items}</span>}>
      <ul>
        {doubtful > 0 ? (
          <Item
            icon={<IconShieldX size={16} stroke={1.8} aria-hidden />}
            title={`${countOf(doubtful, 'run stands', 'runs stand')} on an uncertified split`}
            href={`/runs?status=FINISHED${broken.map(({ id }) => `&split=${id}`).join('')}`}
            action="See them"
          >
            {broken[0]?.name}: {worst ? checkSentence(worst) : 'a check failed.'} Read these as upper bounds.
          </Item>
        ) : null}
        {failed.map(({ id, name, error }) => (
          <Item
            key={id}
            icon={<IconExclamationCircle size={16} stroke={1.8} aria-hidden />}
            title={`${name} failed`}
            href={`/runs/${id}`}
            action="Open"
          >
            {error?.message} <code>{error?.code}</code>
          </Item>
        ))}
      </ul>
    </Card>
  );
}

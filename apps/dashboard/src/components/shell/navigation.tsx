'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { countsQuery } from '../../lib/api/counts.ts';
import { count } from '../../lib/format/number.ts';
import { trainersQuery } from '../../lib/live/active-runs.ts';
import { Logo } from './logo.tsx';
import styles from './navigation.module.css';
import { PLACES, type Place } from './places.ts';

function isAt(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}

/** At the left on wide screens, at the foot on phones. */
export function Navigation() {
  const pathname = usePathname();
  const counts = useQuery(countsQuery).data;
  const trainers = useQuery(trainersQuery).data?.trainers.filter(({ alive }) => alive).length;
  const countOf = (counted: Place['counted']): number => {
    if (counted === undefined) return 0;
    return (counted === 'trainers' ? trainers : counts?.[counted]) ?? 0;
  };
  return (
    <nav className={styles['nav']} aria-label="Main">
      <Link href="/" className={styles['brand']}>
        <Logo />
        Sagittal
      </Link>
      <div className={styles['items']}>
        {PLACES.map(({ title, places }) => (
          <div key={title ?? ''} className={styles['group']}>
            {title ? <p className={styles['label']}>{title}</p> : null}
            {places.map(({ href, label, short, Icon, counted }) => (
              <Link key={href} href={href} className={styles['item']} aria-current={isAt(pathname, href) ? 'page' : undefined}>
                <Icon size={16} stroke={1.7} aria-hidden />
                <span className={styles['long']}>{label}</span>
                <span className={styles['short']}>{short ?? label}</span>
                {countOf(counted) > 0 ? (
                  <span className={styles['count']} aria-hidden="true">
                    {count(countOf(counted))}
                  </span>
                ) : null}
              </Link>
            ))}
          </div>
        ))}
      </div>
      <p className={styles['foot']}>
        Research use only. <br />
        Not a medical device.
      </p>
    </nav>
  );
}

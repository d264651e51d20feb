'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { count } from '../../../lib/format/number.ts';
import type { RunDetail } from '../api/run-query.ts';
import styles from './run-tabs.module.css';

/** The pages of one run. */
export function RunTabs({ run }: { readonly run: RunDetail }) {
  const pathname = usePathname();
  const images = run.evaluations.find(({ subset }) => subset === 'TEST')?.imageCount;
  const tabs = [
    { path: '', label: 'Overview' },
    { path: '/predictions', label: 'Predictions', n: images },
    { path: '/recipe', label: 'Recipe' },
    { path: '/log', label: 'Log' },
  ];
  return (
    <nav className={styles['tabs']} aria-label="Pages of this run">
      {tabs.map(({ path, label, n }) => {
        const href = `/runs/${run.id}${path}`;
        return (
          <Link key={href} href={href} aria-current={pathname === href ? 'page' : undefined}>
            {label} {n === undefined ? null : <small>{count(n)}</small>}
          </Link>
        );
      })}
    </nav>
  );
}

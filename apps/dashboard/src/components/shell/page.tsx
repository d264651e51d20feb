import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { ColourSchemeSwitch } from './colour-scheme-switch.tsx';
import { ConnectionStrip } from './connection-strip.tsx';
import styles from './page.module.css';
import { PaletteButton } from './palette/palette-button.tsx';
import { TrainingBadge } from './training-badge.tsx';

export interface Crumb {
  readonly label: string;
  readonly href: string;
}

/** One page: the head with its breadcrumb and what trains now, then the content. `trail` are the pages above this one. */
export function Page({
  trail = [],
  here,
  children,
}: {
  readonly trail?: readonly Crumb[];
  readonly here: string;
  readonly children: ReactNode;
}) {
  const parent = trail.at(-1);
  return (
    <>
      <header className={styles['head']}>
        <nav aria-label="Breadcrumb" className={styles['crumbs']}>
          {parent ? (
            <Link href={parent.href} className={styles['back']} aria-label={`Back to ${parent.label}`}>
              <IconChevronLeft size={20} aria-hidden />
            </Link>
          ) : null}
          {trail.map(({ label, href }) => (
            <span key={href} className={styles['above']}>
              <Link href={href}>{label}</Link>
              <IconChevronRight size={13} aria-hidden />
            </span>
          ))}
          <b aria-current="page" title={here}>
            {here}
          </b>
        </nav>
        <TrainingBadge />
        <PaletteButton />
        <ColourSchemeSwitch />
      </header>
      <ConnectionStrip />
      <main id="content" className={styles['page']} tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

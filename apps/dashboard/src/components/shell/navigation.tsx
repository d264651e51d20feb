'use client';
import { IconCode, IconDatabase, IconHome, IconListDetails, IconServer2 } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Logo } from './logo.tsx';
import styles from './navigation.module.css';

interface Place {
  readonly href: string;
  readonly label: string;
  /** Where there is little room. */
  readonly short?: string;
  readonly Icon: typeof IconHome;
}

const work: readonly Place[] = [
  { href: '/', label: 'Home', Icon: IconHome },
  { href: '/runs', label: 'Runs', Icon: IconListDetails },
  { href: '/datasets', label: 'Datasets', Icon: IconDatabase },
];

const around: readonly Place[] = [
  { href: '/trainers', label: 'Trainers', Icon: IconServer2 },
  { href: '/api-access', label: 'API & notebooks', short: 'API', Icon: IconCode },
];

function isAt(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}

/** At the left on wide screens, at the foot on phones. */
export function Navigation() {
  const pathname = usePathname();
  const link = ({ href, label, short, Icon }: Place) => (
    <Link key={href} href={href} className={styles['item']} aria-current={isAt(pathname, href) ? 'page' : undefined}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span className={styles['long']}>{label}</span>
      <span className={styles['short']}>{short ?? label}</span>
    </Link>
  );
  return (
    <nav className={styles['nav']} aria-label="Main">
      <Link href="/" className={styles['brand']}>
        <Logo />
        Sagittal
      </Link>
      <div className={styles['items']}>
        {work.map(link)}
        <p className={styles['label']}>Outside</p>
        {around.map(link)}
      </div>
      <p className={styles['foot']}>
        Research use only. <br />
        Not a medical device.
      </p>
    </nav>
  );
}

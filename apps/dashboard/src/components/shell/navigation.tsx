'use client';
import { IconCode, IconDatabase, IconHome, IconListDetails, IconServer2 } from '@tabler/icons-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { Logo } from './logo.tsx';
import styles from './navigation.module.css';

const work = [
  { href: '/', label: 'Home', Icon: IconHome },
  { href: '/runs', label: 'Runs', Icon: IconListDetails },
  { href: '/datasets', label: 'Datasets', Icon: IconDatabase },
] as const;

const around = [
  { href: '/trainers', label: 'Trainers', Icon: IconServer2 },
  { href: '/api-access', label: 'API & notebooks', Icon: IconCode },
] as const;

function isAt(pathname: string, href: string): boolean {
  return href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
}

/** At the left on wide screens, at the foot on phones. */
export function Navigation() {
  const pathname = usePathname();
  const link = ({ href, label, Icon }: (typeof work)[number] | (typeof around)[number]) => (
    <Link key={href} href={href} className={styles['item']} aria-current={isAt(pathname, href) ? 'page' : undefined}>
      <Icon size={16} stroke={1.7} aria-hidden />
      <span>{label}</span>
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
        Research use only.
        <br />
        Not a medical device.
      </p>
    </nav>
  );
}

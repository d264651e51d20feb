'use client';
import { IconSearch } from '@tabler/icons-react';
import { Kbd } from '../../ui/kbd.tsx';
import { useOverlays } from '../overlays.tsx';
import styles from './palette.module.css';

/** In the head of every page: opens the palette, for those who do not know its keys yet. */
export function PaletteButton() {
  const open = useOverlays();
  return (
    <button type="button" className={styles['button']} aria-label="Search or jump to" onClick={() => open('palette')}>
      <IconSearch size={14} stroke={1.8} aria-hidden />
      <span>Search or jump to</span>
      <Kbd>Ctrl K</Kbd>
    </button>
  );
}

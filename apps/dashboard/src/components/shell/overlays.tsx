'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, createContext, use, useEffect, useMemo, useState } from 'react';
import { singleLetters } from '../../lib/keys/single-letters.ts';
import { isTaken } from '../../lib/keys/typing.ts';
import { KeyboardMap } from './keys/keyboard-map.tsx';
import { Palette } from './palette/palette.tsx';

type Overlay = 'palette' | 'keys';

const Open = createContext<(overlay: Overlay) => void>(() => undefined);

/** Opens what lies over every page. */
export function useOverlays(): (overlay: Overlay) => void {
  return use(Open);
}

/**
 * What lies over every page, and the keys that work on all of them: Ctrl K the palette, ? all keys, L launches, / goes to the
 * page's filter.
 */
export function Overlays({ children }: { readonly children: ReactNode }) {
  const router = useRouter();
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const close = useMemo(() => () => setOverlay(null), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOverlay('palette');
        return;
      }
      if (isTaken(event) || !singleLetters.get()) return;
      if (event.key === 'l') router.push('/runs/launch');
      if (event.key === '?') setOverlay('keys');
      if (event.key === '/') {
        const filter = document.querySelector<HTMLInputElement>('[data-filter]');
        if (!filter) return;
        event.preventDefault();
        filter.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [router]);
  return (
    <Open value={setOverlay}>
      {children}
      <Palette opened={overlay === 'palette'} onClose={close} onShowKeys={() => setOverlay('keys')} />
      <KeyboardMap opened={overlay === 'keys'} onClose={close} />
    </Open>
  );
}

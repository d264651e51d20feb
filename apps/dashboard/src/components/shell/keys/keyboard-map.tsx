'use client';
import { Modal, Switch } from '@mantine/core';
import { singleLetters, useSingleLetters } from '../../../lib/keys/single-letters.ts';
import { KEY_MAP } from './key-map.ts';
import styles from './keyboard-map.module.css';
import { Kbd } from '../../ui/kbd.tsx';

/** All keys of all pages, and the switch for single letters. */
export function KeyboardMap({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const letters = useSingleLetters();
  return (
    <Modal opened={opened} onClose={onClose} title="All keys" size={680}>
      <div className={styles['groups']}>
        {KEY_MAP.map(({ where, keys }) => (
          <section key={where} className={styles['group']}>
            <h3>{where}</h3>
            <dl>
              {keys.map(({ keys: pressed, does, letter }) => (
                <div key={does} className={styles['row']} data-off={(letter && !letters) || undefined}>
                  <dt>
                    {pressed.map((key) => (
                      <Kbd key={key} told>
                        {key}
                      </Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <Switch
        className={styles['switch'] ?? ''}
        label="Single letters do something"
        description="Off: keys that are one letter alone are left to you. Kept in this browser."
        checked={letters}
        onChange={({ currentTarget: { checked } }) => singleLetters.set(checked)}
      />
    </Modal>
  );
}

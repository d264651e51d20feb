'use client';
import { Modal } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { Kbd } from '../../ui/kbd.tsx';
import { highlighted } from './matches.ts';
import styles from './palette.module.css';
import { type Choice, useChoices } from './use-choices.tsx';

interface PaletteProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onShowKeys: () => void;
}

/** Finds runs, datasets, pages and actions by what is typed; arrows choose, Enter goes there. */
export function Palette({ opened, onClose, onShowKeys }: PaletteProps) {
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560} yOffset="10vh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label="Search or jump to" className={styles['content'] ?? ''} radius={12}>
        {opened ? <Finder opened={opened} onClose={onClose} onShowKeys={onShowKeys} /> : null}
      </Modal.Content>
    </Modal.Root>
  );
}

/** The field and its list: a combobox as the ARIA practices describe it, with the focus staying in the field. */
function Finder({ opened, onClose, onShowKeys }: PaletteProps) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const { groups, busy } = useChoices(typed, opened, onShowKeys);
  const choices = groups.flatMap((group) => group.choices);
  const current = choices[Math.min(at, choices.length - 1)];
  const optionId = (choice: Choice): string => `${id}-${choice.id}`;

  useEffect(() => {
    document.querySelector(`[data-palette] [aria-selected="true"]`)?.scrollIntoView({ block: 'nearest' });
  }, [current?.id]);

  const take = (choice: Choice | undefined): void => {
    if (!choice) return;
    onClose();
    choice.go();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      setAt((old) => (Math.min(old, choices.length - 1) + step + choices.length) % choices.length);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      take(current);
    }
  };
  return (
    <>
      <div className={styles['field']}>
        <IconSearch size={16} stroke={1.8} aria-hidden />
        <input
          data-autofocus
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={current ? optionId(current) : undefined}
          aria-autocomplete="list"
          aria-label="Search or jump to"
          placeholder="A run, a dataset, a page, or what to do"
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onKeyDown={onKeyDown}
          onChange={({ currentTarget: { value } }) => {
            setTyped(value);
            setAt(0);
          }}
        />
        <Kbd>Esc</Kbd>
      </div>
      <div id={`${id}-list`} role="listbox" aria-label="What was found" className={styles['list']} data-palette>
        {groups.map(({ title, choices: own }) => (
          <div key={title} role="group" aria-label={title}>
            <p className={styles['group']} aria-hidden="true">
              {title}
            </p>
            {own.map((choice) => (
              <div
                key={choice.id}
                id={optionId(choice)}
                role="option"
                aria-selected={choice === current}
                className={styles['option']}
                onClick={() => take(choice)}
                onMouseMove={() => setAt(choices.indexOf(choice))}
              >
                {choice.icon}
                <span className={styles['words']}>
                  {highlighted(choice.label, typed).map(({ text, hit }, index) =>
                    hit ? <b key={index}>{text}</b> : <span key={index}>{text}</span>,
                  )}
                </span>
                <span className={styles['side']}>
                  {choice.side}
                  {choice.shortcut ? <Kbd>{choice.shortcut}</Kbd> : null}
                </span>
              </div>
            ))}
          </div>
        ))}
      </div>
      {choices.length === 0 ? (
        <p className={styles['nothing']} role="status">
          {busy ? 'Looking …' : `Nothing is called “${typed.trim()}”.`}
        </p>
      ) : null}
    </>
  );
}

'use client';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { problemOf } from '../../lib/graphql/api-error.ts';
import { LinkButton } from './link-button.tsx';
import styles from './notice.module.css';

interface Notice {
  readonly title: string;
  readonly message: string;
  /** Where it can be seen. */
  readonly link?: { readonly href: string; readonly label: string };
  /** Takes it back. */
  readonly undo?: () => void;
  readonly tone?: 'good' | 'bad';
}

/** Tells at the corner of the page what happened, with the way there or back. One of the same `id` replaces the other. */
export function tell({ title, message, link, undo, tone }: Notice, id?: string): void {
  const shown = notifications.show({
    ...(id === undefined ? {} : { id }),
    title,
    color: tone === 'bad' ? 'red' : 'teal',
    // an undo that goes before one has read it is none
    autoClose: undo ? 15_000 : 8_000,
    message: (
      <span className={styles['notice']}>
        <span className={styles['words']}>{message}</span>
        {undo ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              notifications.hide(shown);
              undo();
            }}
          >
            Undo
          </Button>
        ) : null}
        {link ? (
          <LinkButton href={link.href} size="compact-sm" onClick={() => notifications.hide(shown)}>
            {link.label}
          </LinkButton>
        ) : null}
      </span>
    ),
  });
}

/** Tells that something was not done, and why. */
export function tellFailure(title: string, error: unknown): void {
  const { message, code, hint } = problemOf(error);
  tell({ title, message: `${message} ${hint ?? ''} (${code})`, tone: 'bad' });
}

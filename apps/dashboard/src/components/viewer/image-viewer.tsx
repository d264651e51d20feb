'use client';
import { CloseButton, Modal } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { count } from '../../lib/format/number.ts';
import { classColour } from '../ui/class-label.tsx';
import { Kbd } from '../ui/kbd.tsx';
import styles from './image-viewer.module.css';

/** One image of the film strip. */
export interface Frame {
  readonly id: string;
  readonly label: string;
  readonly image: { readonly path: string; readonly thumbnailUrl: string };
}

/**
 * Looks at one image as a reader would: near-black around it in both themes, nothing of the page behind. ← and → go through
 * the frames, Esc closes.
 */
export function ImageViewer(props: {
  readonly title: string;
  readonly openId: string;
  readonly image: { readonly url: string; readonly path: string; readonly width: number; readonly height: number } | null;
  readonly frames: readonly Frame[];
  readonly total: number;
  readonly classes: readonly string[];
  readonly onOpen: (id: string | null) => void;
  readonly onNearEnd: () => void;
  readonly children: ReactNode;
}) {
  const { title, openId, image, frames, total, classes, onOpen, onNearEnd, children } = props;
  const strip = useRef<HTMLDivElement>(null);
  const at = frames.findIndex(({ id }) => id === openId);
  const previous = at > 0 ? frames[at - 1] : undefined;
  const next = at >= 0 ? frames[at + 1] : undefined;

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'ArrowLeft' && previous) onOpen(previous.id);
      if (event.key === 'ArrowRight' && next) onOpen(next.id);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [previous, next, onOpen]);

  useEffect(() => {
    strip.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
    if (at >= frames.length - 8) onNearEnd();
    // the position alone decides: onNearEnd is a new function at each render, and guards itself
  }, [at, frames.length]);

  return (
    <Modal.Root opened fullScreen onClose={() => onOpen(null)} transitionProps={{ duration: 0 }}>
      <Modal.Content aria-label={`Image viewer: ${image?.path ?? title}`} className={styles['content'] ?? ''}>
        <div className={styles['head']}>
          <p className={styles['title']}>
            {title}
            {at >= 0 ? (
              <span className={styles['place']}>
                {count(at + 1)} of {count(total)}
              </span>
            ) : null}
          </p>
          <span className={styles['keys']} aria-hidden="true">
            <Kbd>←</Kbd>
            <Kbd>→</Kbd> image <Kbd>Esc</Kbd> close
          </span>
          <CloseButton aria-label="Close the viewer" onClick={() => onOpen(null)} data-autofocus />
        </div>
        <div className={styles['body']}>
          <div className={styles['stage']}>
            {image ? (
              <>
                <p className={styles['name']}>
                  <b>{image.path}</b>
                  <br />
                  {image.width} × {image.height}
                </p>
                <img
                  key={image.url}
                  className={styles['image']}
                  src={image.url}
                  alt={image.path}
                  width={image.width}
                  height={image.height}
                />
              </>
            ) : null}
            <Step side="left" to={previous} onOpen={onOpen} />
            <Step side="right" to={next} onOpen={onOpen} />
          </div>
          <div ref={strip} className={styles['strip']}>
            {frames.map((frame) => (
              <button
                key={frame.id}
                type="button"
                className={styles['frame']}
                aria-current={frame.id === openId}
                aria-label={frame.image.path}
                onClick={() => onOpen(frame.id)}
              >
                <img src={frame.image.thumbnailUrl} alt="" width={64} height={64} loading="lazy" decoding="async" />
                <i style={{ background: classColour(classes.indexOf(frame.label)) }} />
              </button>
            ))}
          </div>
          <aside className={styles['side']} aria-label="About this image">
            {children}
          </aside>
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

const STEPS = {
  left: { label: 'Previous image', Icon: IconArrowLeft },
  right: { label: 'Next image', Icon: IconArrowRight },
} as const;

/** At the edge of the stage: to the frame before or behind. */
function Step({
  side,
  to,
  onOpen,
}: {
  readonly side: keyof typeof STEPS;
  readonly to: Frame | undefined;
  readonly onOpen: (id: string) => void;
}) {
  const { label, Icon } = STEPS[side];
  return (
    <button
      type="button"
      className={styles['step']}
      data-side={side}
      disabled={!to}
      aria-label={label}
      onClick={() => (to ? onOpen(to.id) : undefined)}
    >
      <Icon size={20} aria-hidden />
    </button>
  );
}

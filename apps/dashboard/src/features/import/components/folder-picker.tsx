'use client';
import { IconChevronRight, IconCornerLeftUp, IconFolder, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '../../../lib/graphql/api-error.ts';
import { countOf } from '../../../lib/format/number.ts';
import { foldersQuery } from '../api/import-query.ts';
import styles from './folder-picker.module.css';

function parentOf(path: string): string | null {
  const cut = Math.max(path.replace(/[/\\]$/, '').lastIndexOf('/'), path.replace(/[/\\]$/, '').lastIndexOf('\\'));
  if (cut < 0) return null;
  return cut === 0 ? '/' : path.slice(0, cut);
}

function inside(images: number | null, folders: number): string {
  const words = [
    ...(images === null || images === 0 ? [] : [countOf(images, 'image')]),
    ...(folders === 0 ? [] : [countOf(folders, 'folder')]),
  ];
  return words.length === 0 ? 'empty' : words.join(', ');
}

/** Walks the server's folders. Opening one also chooses it. */
export function FolderPicker({ path, onChoose }: { readonly path: string; readonly onChoose: (path: string) => void }) {
  const [at, setAt] = useState<string | null>(null);
  const { data: folders, error, isPending } = useQuery(foldersQuery(at));
  const go = (next: string): void => {
    setAt(next);
    onChoose(next);
  };
  const parent = at === null ? null : parentOf(at);
  return (
    <div className={styles['picker']} role="group" aria-label="Folders of the server">
      <div className={styles['at']}>
        <button
          type="button"
          className={styles['up']}
          disabled={at === null}
          aria-label="One folder up"
          onClick={() => (parent === null || parent === at ? setAt(null) : setAt(parent))}
        >
          <IconCornerLeftUp size={15} aria-hidden />
        </button>
        <span className="mono">{at ?? 'Where to begin'}</span>
      </div>
      <ul className={styles['list']} aria-busy={isPending}>
        {folders?.map((folder) => (
          <li key={folder.path}>
            <button
              type="button"
              className={styles['folder']}
              aria-pressed={folder.path === path}
              disabled={!folder.readable}
              onClick={() => go(folder.path)}
            >
              {folder.readable ? (
                <IconFolder size={16} stroke={1.7} aria-hidden />
              ) : (
                <IconLock size={16} stroke={1.7} aria-hidden />
              )}
              <span className={styles['name']}>{at === null ? folder.path : folder.name}</span>
              <span className={styles['inside']}>{folder.readable ? inside(folder.images, folder.folders) : 'not readable'}</span>
              <IconChevronRight size={14} aria-hidden />
            </button>
          </li>
        ))}
        {folders?.length === 0 ? <li className={styles['none']}>No folders in here. This one is chosen.</li> : null}
        {error ? <li className={styles['none']}>{problemOf(error).message}</li> : null}
      </ul>
    </div>
  );
}

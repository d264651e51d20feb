'use client';
import { Button, CopyButton, Tooltip } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconPlayerPlayFilled, IconUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { PageTitle } from '../../../components/shell/page-title.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { tell, tellFailure } from '../../../components/ui/notice.tsx';
import { Time } from '../../../components/ui/time.tsx';
import { countOf } from '../../../lib/format/number.ts';
import text from '../../../styles/text.module.css';
import { type DatasetDetail, type Version, setArchived } from '../api/dataset-query.ts';
import styles from './dataset-header.module.css';

/** The dataset's name, what the chosen version holds, and what can be done. */
export function DatasetHeader({
  dataset,
  version,
  split,
}: {
  readonly dataset: DatasetDetail;
  readonly version: Version | null;
  readonly split: { readonly id: string } | null;
}) {
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: (archived: boolean) => setArchived(dataset.id, archived),
    onSuccess: async (_, archived) => {
      await client.invalidateQueries({ queryKey: ['datasets'] });
      await client.invalidateQueries({ queryKey: ['home'] });
      if (archived)
        tell({
          title: 'Archived',
          message: `${dataset.name} is out of the lists; nothing was deleted.`,
          undo: () => archive.mutate(false),
        });
      else tell({ title: 'Restored', message: `${dataset.name} is back in the lists.` });
    },
    onError: (error) => tellFailure(`${dataset.name} was not changed`, error),
  });
  return (
    <PageTitle
      title={dataset.name}
      beside={
        <>
          {version ? (
            <span className={styles['tag']}>
              v{version.number}
              {version.id === dataset.versions[0]?.id ? ', latest' : ''}
            </span>
          ) : null}
          {dataset.archived ? <span className={styles['tag']}>archived</span> : null}
        </>
      }
      below={
        version ? (
          <>
            <span>
              {countOf(version.imageCount, 'image')}, {countOf(version.classes.length, 'class', 'classes')}
            </span>
            <span className={text['quiet']}>
              manifest{' '}
              <CopyButton value={version.manifestHash}>
                {({ copied, copy }) => (
                  <Tooltip label={copied ? 'Copied' : 'Copy the whole hash'}>
                    <button
                      type="button"
                      className={styles['hash']}
                      onClick={copy}
                      aria-label={`Manifest hash ${version.manifestHash}: copy`}
                    >
                      {version.manifestHash.slice(0, 4)}…{version.manifestHash.slice(-4)}
                    </button>
                  </Tooltip>
                )}
              </CopyButton>
            </span>
            <span className={text['quiet']}>
              imported <Time iso={version.createdAt} />
              {version.createdBy ? ` by ${version.createdBy.name}` : ''}
            </span>
          </>
        ) : null
      }
      actions={
        <>
          <Button
            variant="default"
            leftSection={dataset.archived ? <IconArchiveOff size={14} aria-hidden /> : <IconArchive size={14} aria-hidden />}
            loading={archive.isPending}
            onClick={() => archive.mutate(!dataset.archived)}
          >
            {dataset.archived ? 'Restore' : 'Archive'}
          </Button>
          {dataset.archived ? null : (
            <>
              <LinkButton href={`/datasets/${dataset.id}?import=version`} leftSection={<IconUpload size={14} aria-hidden />}>
                New version
              </LinkButton>
              {split ? (
                <LinkButton
                  href={`/runs/launch?split=${split.id}`}
                  variant="filled"
                  leftSection={<IconPlayerPlayFilled size={13} aria-hidden />}
                >
                  Launch a run
                </LinkButton>
              ) : null}
            </>
          )}
        </>
      }
    />
  );
}

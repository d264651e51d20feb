'use client';
import { Button, CopyButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Card } from '../../../components/ui/card.tsx';
import { runQuery } from '../api/run-query.ts';
import styles from './recipe-card.module.css';

/** The whole recipe as the run carries it: launching it again repeats the run. */
export function RecipeCard({ id }: { readonly id: string }) {
  const { data: run } = useQuery(runQuery(id));
  if (!run) return null;
  const json = JSON.stringify(run.recipe, null, 2);
  return (
    <Card
      title="Recipe"
      sub="all settings, defaults filled in"
      action={
        <CopyButton value={json}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      }
    >
      <pre className={styles['json']} tabIndex={0}>
        {json}
      </pre>
    </Card>
  );
}

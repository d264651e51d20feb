'use client';
import { Button } from '@mantine/core';
import { useHydrated } from '../../../lib/hydrated.ts';
import { Card } from '../../../components/ui/card.tsx';
import styles from './api-access.module.css';
import { COMMANDS, RUNS_QUERY, pythonExample } from './examples.ts';

/** How to get at every number from outside: the explorer, a notebook, the command line. */
export function ApiAccess() {
  const hydrated = useHydrated();
  const origin = hydrated ? window.location.origin : '';
  return (
    <div className={styles['grid']}>
      <Card
        title="GraphiQL"
        sub="try queries, read what each field means"
        action={
          <Button component="a" href="/graphql">
            Open GraphiQL
          </Button>
        }
      >
        <p>The dashboard itself knows nothing that this does not tell.</p>
        <pre className={styles['code']} tabIndex={0}>
          {RUNS_QUERY}
        </pre>
      </Card>
      <Card title="A notebook" sub="plain requests and pandas">
        <pre className={styles['code']} tabIndex={0}>
          {pythonExample(origin)}
        </pre>
        <p>notebooks/runs-to-pandas.ipynb goes on from there to a curve.</p>
      </Card>
      <Card title="The command line" sub="in the checkout">
        <pre className={styles['code']} tabIndex={0}>
          {COMMANDS}
        </pre>
        <p>--json prints what GraphQL answered, for scripts.</p>
      </Card>
    </div>
  );
}

'use client';
import { Button } from '@mantine/core';
import { Page } from '../components/shell/page.tsx';
import { Problem } from '../components/ui/problem.tsx';

export default function ErrorPage({ error, reset }: { readonly error: Error & { digest?: string }; readonly reset: () => void }) {
  return (
    <Page here="Error">
      <h1 className="visually-hidden">This page could not be shown</h1>
      <Problem
        title="This page could not be shown"
        problem={{
          code: error.digest ?? 'INTERNAL',
          message: error.message || 'The server did not answer as expected.',
          hint: 'Try again. If it stays, look at the terminal in which Sagittal runs.',
        }}
        action={
          <Button size="compact-sm" variant="default" onClick={reset}>
            Try again
          </Button>
        }
      />
    </Page>
  );
}

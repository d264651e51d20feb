'use client';
import { Button } from '@mantine/core';
import { problemOf } from '../../lib/graphql/api-error.ts';
import { Problem } from './problem.tsx';

/** A question to the server that was not answered: what happened, and the way to ask again. */
export function Failure({
  title,
  error,
  retry,
}: {
  readonly title: string;
  readonly error: unknown;
  readonly retry: () => unknown;
}) {
  return (
    <Problem
      title={title}
      problem={problemOf(error)}
      action={
        <Button size="compact-sm" variant="default" onClick={() => void retry()}>
          Try again
        </Button>
      }
    />
  );
}

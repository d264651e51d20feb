'use client';
import { Button } from '@mantine/core';
import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { Problem } from '../../../components/ui/problem.tsx';
import type { DatasetCardFragment } from '../../../gql/graphql.ts';
import { checkRecipeQuery } from '../../../lib/api/check-recipe.ts';
import { DEFAULT_EXPERIMENT, experimentNamed } from '../../../lib/api/default-experiment.ts';
import { launchRun } from '../../../lib/api/launch-run.ts';
import { aboutDuration } from '../../../lib/format/duration.ts';
import { count } from '../../../lib/format/number.ts';
import { problemOf } from '../../../lib/graphql/api-error.ts';
import styles from './launch-first-run.module.css';

type Split = NonNullable<DatasetCardFragment['latestVersion']>['splits'][number];

const PRESET = 'small-cnn';

/** The one button of the first visit, with what it costs. */
export function LaunchFirstRun({ split }: { readonly split: Split }) {
  const router = useRouter();
  const { data: check } = useQuery(checkRecipeQuery({ splitId: split.id, preset: PRESET, recipe: null }));
  const launch = useMutation({
    mutationFn: async () =>
      launchRun({ experimentId: await experimentNamed(DEFAULT_EXPERIMENT), splitId: split.id, preset: PRESET }),
    onSuccess: ({ id }) => router.push(`/runs/${id}`),
  });
  const images = (subset: 'TRAIN' | 'TEST'): string => count(split.counts.find((counts) => counts.subset === subset)?.count);
  return (
    <>
      <div className={styles['buttons']}>
        <Button
          h={38}
          px={16}
          fz={14}
          leftSection={<IconPlayerPlayFilled size={14} aria-hidden />}
          loading={launch.isPending || launch.isSuccess}
          onClick={() => launch.mutate()}
        >
          Launch your first run
        </Button>
        <LinkButton href={`/runs/launch?split=${split.id}&preset=${PRESET}`} variant="subtle" h={38}>
          Change the recipe first
        </LinkButton>
      </div>
      <p className={styles['cost']}>
        {check?.estimatedSeconds ? `Takes ${aboutDuration(check.estimatedSeconds)} here. ` : ''}
        {images('TRAIN')} images to train on, {images('TEST')} kept for the test.
      </p>
      {launch.error ? <Problem title="The run was not launched" problem={problemOf(launch.error)} /> : null}
    </>
  );
}

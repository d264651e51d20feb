'use client';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconExclamationCircleFilled, IconPlayerPlayFilled } from '@tabler/icons-react';
import { KeyValues } from '../../../components/ui/key-values.tsx';
import { Kbd } from '../../../components/ui/kbd.tsx';
import { Problem } from '../../../components/ui/problem.tsx';
import type { CheckRecipeQuery } from '../../../gql/graphql.ts';
import { aboutDuration, duration } from '../../../lib/format/duration.ts';
import { bytes, count } from '../../../lib/format/number.ts';
import { problemOf } from '../../../lib/graphql/api-error.ts';
import type { FieldProblem } from '../api/recipe-edit.ts';
import styles from './launch-summary.module.css';

/** What the launch will cost and who computes it; the faults that stand in its way; the button. */
export function LaunchSummary(props: {
  readonly check: CheckRecipeQuery['checkRecipe'] | null;
  readonly errors: readonly FieldProblem[];
  readonly warnings: readonly { readonly path: string; readonly message: string; readonly hint: string | null }[];
  readonly tried: boolean;
  readonly busy: boolean;
  readonly failure: Error | null;
  readonly onGoToFirst: () => void;
  readonly onSmoke: () => void;
}) {
  const { check, errors, warnings, tried, busy, failure, onGoToFirst, onSmoke } = props;
  const [first] = errors;
  return (
    <div className={styles['summary']}>
      <div className={styles['time']}>
        <span>Time on this machine</span>
        <b>{check?.estimatedSeconds ? aboutDuration(check.estimatedSeconds) : '–'}</b>
      </div>
      <KeyValues
        rows={[
          ['Parameters', count(check?.totalParameters)],
          ['of them trained', count(check?.trainableParameters)],
          ['Memory at most', bytes(check?.peakMemoryBytes)],
          ['Engine', check?.engine ?? '–'],
          [
            'Waits for a trainer',
            check?.waitSeconds
              ? aboutDuration(check.waitSeconds)
              : check?.waitSeconds === 0
                ? 'no'
                : duration(check?.waitSeconds),
          ],
        ]}
      />
      <p className={styles['reason']}>{check?.engineReason ?? ' '}</p>
      {warnings.map(({ path, message, hint }) => (
        <p key={`${path} ${message}`} className={styles['warning']}>
          <IconAlertTriangle size={15} aria-hidden />
          <span>
            {message} {hint}
          </span>
        </p>
      ))}
      {first ? (
        <button type="button" className={styles['faults']} onClick={onGoToFirst} role={tried ? 'alert' : undefined}>
          <IconExclamationCircleFilled size={15} aria-hidden />
          <span>
            <b>
              {errors.length} {errors.length === 1 ? 'field' : 'fields'} to fix
            </b>
            : {first.path === '' ? first.message : first.path}
          </span>
          <IconArrowRight size={15} aria-hidden />
        </button>
      ) : null}
      {failure ? <Problem title="The run was not launched" problem={problemOf(failure)} /> : null}
      <Button
        type="submit"
        h={38}
        fz={14}
        fullWidth
        leftSection={<IconPlayerPlayFilled size={13} aria-hidden />}
        rightSection={<Kbd onFill>Ctrl Enter</Kbd>}
        loading={busy}
      >
        Launch
      </Button>
      <Button variant="default" fullWidth disabled={busy} onClick={onSmoke}>
        Smoke run first: small and short
      </Button>
    </div>
  );
}

'use client';
import { IconCircleCheckFilled, IconClock } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { Card } from '../../../components/ui/card.tsx';
import { checkRecipeQuery } from '../../../lib/api/check-recipe.ts';
import { aboutDuration } from '../../../lib/format/duration.ts';
import { parameters } from '../../../lib/format/number.ts';
import type { LaunchOptions } from '../api/launch-query.ts';
import styles from './preset-choice.module.css';

/** The presets with what each takes here. One is chosen, unless the form makes a variant of a run. */
export function PresetChoice(props: {
  readonly presets: LaunchOptions['presets'];
  readonly splitId: string | null;
  readonly chosen: string | null;
  readonly variantOf: string | null;
  readonly onChoose: (name: string) => void;
}) {
  const { presets, splitId, chosen, variantOf, onChoose } = props;
  const checks = useQueries({ queries: presets.map(({ name }) => checkRecipeQuery({ splitId, preset: name, recipe: null })) });
  return (
    <Card
      title="Preset"
      sub={
        variantOf === null
          ? 'a recipe of the literature, or one known to work; change anything below'
          : `a variant of ${variantOf}: its whole recipe. Choose a preset to leave it`
      }
    >
      <div className={styles['presets']} role="radiogroup" aria-label="Preset">
        {presets.map(({ name, title }, index) => {
          const check = checks[index]?.data;
          const missing = check?.problems.find(({ code, severity }) => severity === 'ERROR' && code.startsWith('WEIGHTS'));
          return (
            <button
              key={name}
              type="button"
              role="radio"
              aria-checked={name === chosen}
              className={styles['preset']}
              onClick={() => onChoose(name)}
            >
              <span className={styles['title']}>
                <b>{title}</b>
                {name === chosen ? <IconCircleCheckFilled size={15} aria-hidden /> : null}
              </span>
              <span>{name}</span>
              <span>
                {check && check.totalParameters !== null
                  ? `${parameters(check.totalParameters)} parameters, trains ${parameters(check.trainableParameters)}`
                  : ' '}
              </span>
              <span className={styles['time']}>
                {missing ? (
                  <span className={styles['missing']}>{missing.message}</span>
                ) : (
                  <>
                    <IconClock size={13} aria-hidden /> {aboutDuration(check?.estimatedSeconds)}
                  </>
                )}
              </span>
            </button>
          );
        })}
      </div>
    </Card>
  );
}

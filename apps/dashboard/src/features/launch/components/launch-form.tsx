'use client';
import { Autocomplete, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { nameSchema } from '@sagittal/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Card } from '../../../components/ui/card.tsx';
import { CertificateBadge } from '../../../components/ui/certificate-badge.tsx';
import { ClassBalance } from '../../../components/ui/class-balance.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { checkRecipeQuery } from '../../../lib/api/check-recipe.ts';
import { DEFAULT_EXPERIMENT, experimentNamed } from '../../../lib/api/default-experiment.ts';
import { launchRun } from '../../../lib/api/launch-run.ts';
import { ApiError } from '../../../lib/graphql/api-error.ts';
import {
  type FieldProblem,
  type LaunchFields,
  type RecipeField,
  RECIPE_PATHS,
  fieldsOf,
  partialRecipe,
  unreadableFields,
  variantRecipe,
} from '../api/launch-form.ts';
import { launchFromQuery, launchOptionsQuery, launchSplitQuery } from '../api/launch-query.ts';
import styles from './launch-form.module.css';
import { LaunchSummary } from './launch-summary.tsx';
import { PresetChoice } from './preset-choice.tsx';

const FIELD_WORDS: Record<RecipeField, { readonly label: string; readonly unit?: string; readonly note: string }> = {
  learningRate: { label: 'Learning rate', note: 'as 1e-3 or 0.001' },
  epochs: { label: 'Epochs', note: 'passes over the training images' },
  batch: { label: 'Batch', unit: 'images', note: 'images a step' },
  seed: { label: 'Seed', note: 'the same seed repeats the run' },
};

/** A correct run without code: data, preset, the settings one changes most, and what it will cost. */
export function LaunchForm({
  splitId: askedSplit,
  presetName: askedPreset,
  fromId,
}: {
  readonly splitId: string | null;
  readonly presetName: string | null;
  readonly fromId: string | null;
}) {
  const router = useRouter();
  const { data: options } = useQuery(launchOptionsQuery);
  const { data: from } = useQuery({ ...launchFromQuery(fromId ?? ''), enabled: fromId !== null });
  const [splitChoice, setSplitChoice] = useState<string | null>(askedSplit);
  const [presetChoice, setPresetChoice] = useState<string | null>(askedPreset);
  const [changed, setChanged] = useState<Partial<LaunchFields>>({});
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const datasets = (options?.datasets.nodes ?? []).filter(({ latestVersion }) => (latestVersion?.splits.length ?? 0) > 0);
  const splitId = splitChoice ?? from?.split?.id ?? datasets[0]?.latestVersion?.splits[0]?.id ?? null;
  const listed = datasets.flatMap(({ latestVersion }) => latestVersion?.splits ?? []).find(({ id }) => id === splitId);
  const older = useQuery({
    ...launchSplitQuery(splitId ?? ''),
    enabled: splitId !== null && options !== undefined && listed === undefined,
  }).data;
  const split = listed ?? older ?? null;
  const dataset = datasets.find(({ id }) => id === split?.datasetVersion.dataset.id);
  const splits = dataset?.latestVersion?.splits ?? [];

  // a variant starts from the run's whole recipe; choosing a preset leaves it
  const variant = from && presetChoice === null ? from.recipe : null;
  const preset =
    variant === null ? (options?.presets.find(({ name }) => name === presetChoice) ?? options?.presets[0] ?? null) : null;
  const base = variant ?? preset?.recipe ?? null;

  const whole =
    useQuery({ ...checkRecipeQuery({ splitId, preset: preset?.name ?? null, recipe: variant }), enabled: base !== null }).data
      ?.recipe ?? null;
  const defaults = useMemo(() => fieldsOf(base, whole), [base, whole]);
  const fields: LaunchFields = {
    name: from ? `${from.name}-variant`.slice(0, 100) : '',
    experiment: from?.experiment?.name ?? DEFAULT_EXPERIMENT,
    ...defaults,
    ...changed,
  };
  const recipe = variant === null ? partialRecipe(base, fields) : variantRecipe(variant, fields);
  const [asked] = useDebouncedValue(JSON.stringify(recipe), 250);
  const { data: check } = useQuery({
    ...checkRecipeQuery({ splitId, preset: preset?.name ?? null, recipe: JSON.parse(asked) as unknown }),
    enabled: base !== null,
  });

  const nameProblem = fields.name === '' ? null : (nameSchema.safeParse(fields.name).error?.issues[0]?.message ?? null);
  const experimentProblem = nameSchema.safeParse(fields.experiment).error?.issues[0]?.message ?? null;
  const unreadable = unreadableFields(fields);
  const launch = useMutation({
    mutationFn: async () => {
      if (splitId === null)
        throw new ApiError('There is no dataset to train on.', { code: 'NOT_FOUND', hint: 'Import one first.' });
      const experimentId = await experimentNamed(fields.experiment);
      return launchRun({
        experimentId,
        splitId,
        recipe,
        ...(preset ? { preset: preset.name } : {}),
        ...(fields.name === '' ? {} : { name: fields.name }),
      });
    },
    onSuccess: ({ id }) => router.push(`/runs/${id}`),
  });
  const refused: FieldProblem[] =
    launch.error instanceof ApiError && launch.error.field
      ? [{ path: launch.error.field, message: [launch.error.message, launch.error.hint].filter(Boolean).join(' ') }]
      : [];
  const errors: FieldProblem[] = [
    ...(nameProblem === null ? [] : [{ path: 'name', message: nameProblem }]),
    ...(experimentProblem === null ? [] : [{ path: 'experiment', message: experimentProblem }]),
    ...unreadable,
    ...(check?.problems ?? [])
      .filter(({ severity, path }) => severity === 'ERROR' && !unreadable.some((own) => own.path === path))
      .map(({ path, message, hint }) => ({ path, message: hint ? `${message} ${hint}` : message })),
  ];
  const warnings = (check?.problems ?? []).filter(({ severity }) => severity === 'WARNING');
  const errorAt = (path: string): string | null =>
    [...errors, ...refused].find((problem) => problem.path === path)?.message ?? null;
  const change = (field: keyof LaunchFields, value: string): void => {
    setChanged((old) => ({ ...old, [field]: value }));
    launch.reset();
  };
  const goToFirst = (): void => {
    form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  };
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    setTried(true);
    if (errors.length > 0) goToFirst();
    else if (!launch.isPending && !launch.isSuccess) launch.mutate();
  };
  useEffect(() => {
    if (launch.error) goToFirst();
  }, [launch.error]);

  if (options && datasets.length === 0) {
    return (
      <Empty
        title="There is no dataset to train on"
        action={
          <LinkButton href="/datasets?import=new" variant="filled">
            Import a dataset
          </LinkButton>
        }
      >
        A run trains on a split of a dataset. Archived datasets do not count.
      </Empty>
    );
  }
  if (!options) return null;
  return (
    <form
      ref={form}
      className={styles['form']}
      onSubmit={submit}
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          submit();
        }
      }}
    >
      <div className={styles['column']}>
        <Card title="Data">
          <div className={styles['data']}>
            <div className={styles['fields']}>
              <Select
                label="Dataset"
                searchable
                data={datasets.map(({ id, name, latestVersion }) => ({
                  value: id,
                  label: `${name} v${latestVersion?.number ?? ''}`,
                }))}
                value={dataset?.id ?? null}
                onChange={(id) =>
                  setSplitChoice(datasets.find((candidate) => candidate.id === id)?.latestVersion?.splits[0]?.id ?? null)
                }
                error={errorAt('splitId')}
              />
              <Select
                label="Split"
                data={splits.map(({ id, name }) => ({ value: id, label: name }))}
                value={splits.some(({ id }) => id === splitId) ? splitId : null}
                onChange={setSplitChoice}
              />
              {split ? <CertificateBadge certificate={split.certificate} statement={split.certificate.statement} /> : null}
            </div>
            {split ? <ClassBalance classes={split.datasetVersion.classes} counts={split.counts} /> : null}
          </div>
        </Card>
        <PresetChoice
          presets={options.presets}
          splitId={splitId}
          chosen={preset?.name ?? null}
          variantOf={variant === null ? null : (from?.name ?? null)}
          onChoose={(name) => {
            setPresetChoice(name);
            setChanged(({ name: ownName, experiment }) => ({
              ...(ownName === undefined ? {} : { name: ownName }),
              ...(experiment === undefined ? {} : { experiment }),
            }));
            launch.reset();
          }}
        />
        <Card title="Training" sub="what is not here is as the preset says">
          <div className={styles['grid']}>
            {(Object.keys(FIELD_WORDS) as RecipeField[]).map((field) => (
              <TextInput
                key={field}
                label={FIELD_WORDS[field].label}
                description={FIELD_WORDS[field].note}
                inputWrapperOrder={['label', 'input', 'error', 'description']}
                inputMode={field === 'learningRate' ? 'text' : 'numeric'}
                autoComplete="off"
                value={fields[field]}
                onChange={({ currentTarget: { value } }) => change(field, value)}
                error={errorAt(RECIPE_PATHS[field])}
                rightSection={FIELD_WORDS[field].unit ? <span className={styles['unit']}>{FIELD_WORDS[field].unit}</span> : null}
                rightSectionWidth={FIELD_WORDS[field].unit ? 56 : 0}
              />
            ))}
          </div>
        </Card>
      </div>
      <div className={styles['side']}>
        <Card>
          <div className={styles['fields']}>
            <TextInput
              label="Name"
              placeholder={`${preset?.name ?? 'run'}-…, given by itself`}
              autoComplete="off"
              value={fields.name}
              onChange={({ currentTarget: { value } }) => change('name', value)}
              error={errorAt('name')}
            />
            <Autocomplete
              label="Experiment"
              description="a question that groups runs; made if new"
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              data={options.experiments.nodes.map(({ name }) => name)}
              value={fields.experiment}
              onChange={(value) => change('experiment', value)}
              error={errorAt('experiment')}
            />
          </div>
          <LaunchSummary
            check={check ?? null}
            errors={errors}
            warnings={warnings}
            tried={tried}
            busy={launch.isPending || launch.isSuccess}
            failure={
              launch.error !== null &&
              refused.every(({ path }) => !Object.values<string>(RECIPE_PATHS).includes(path) && path !== 'name')
                ? launch.error
                : null
            }
            onGoToFirst={goToFirst}
          />
        </Card>
      </div>
    </form>
  );
}

'use client';
import { Autocomplete, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { nameSchema } from '@sagittal/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { Segments } from '../../../components/ui/segments.tsx';
import { Card } from '../../../components/ui/card.tsx';
import { CertificateBadge } from '../../../components/ui/certificate-badge.tsx';
import { ClassBalance } from '../../../components/ui/class-balance.tsx';
import { Empty } from '../../../components/ui/empty.tsx';
import { LinkButton } from '../../../components/ui/link-button.tsx';
import { checkRecipeQuery } from '../../../lib/api/check-recipe.ts';
import { DEFAULT_EXPERIMENT, experimentNamed } from '../../../lib/api/default-experiment.ts';
import { launchRun } from '../../../lib/api/launch-run.ts';
import { ApiError } from '../../../lib/graphql/api-error.ts';
import { launchFromQuery, launchOptionsQuery, launchSplitQuery } from '../api/launch-query.ts';
import { type FieldProblem, type Typed, edited, wholeRecipe } from '../api/recipe-edit.ts';
import { recipeSections } from '../api/recipe-fields.ts';
import styles from './launch-form.module.css';
import { LaunchSummary } from './launch-summary.tsx';
import { PresetChoice } from './preset-choice.tsx';
import { RecipeJson } from './recipe-json.tsx';
import { RecipeSections } from './recipe-sections.tsx';

/** A correct run without code: data, preset, the whole recipe as a form or as JSON, and what it will cost. */
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
  const [name, setName] = useState<string | null>(null);
  const [experiment, setExperiment] = useState<string | null>(null);
  const [typed, setTyped] = useState<Typed>({});
  /** What was written as JSON takes the place of the preset. */
  const [written, setWritten] = useState<unknown>(null);
  const [json, setJson] = useState<string | null>(null);
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

  // a variant starts from the run's whole recipe, so does what was written; choosing a preset leaves them
  const variant = from && presetChoice === null ? from.recipe : null;
  const preset =
    variant === null && written === null
      ? (options?.presets.find((known) => known.name === presetChoice) ?? options?.presets[0] ?? null)
      : null;
  const start = written ?? variant ?? preset?.recipe ?? null;
  const base = useMemo(() => wholeRecipe(start), [start]);
  const { recipe, problems: unreadable } = useMemo(() => edited(base, typed), [base, typed]);
  const fields = {
    name: name ?? (from ? `${from.name}-variant`.slice(0, 100) : ''),
    experiment: experiment ?? from?.experiment?.name ?? DEFAULT_EXPERIMENT,
  };
  const jsonProblem = json === null ? null : jsonFault(json);
  const [asked] = useDebouncedValue(JSON.stringify(recipe), 250);
  const { data: check } = useQuery({
    ...checkRecipeQuery({ splitId, preset: preset?.name ?? null, recipe: JSON.parse(asked) as unknown }),
    enabled: base !== null,
  });

  const nameProblem = fields.name === '' ? null : (nameSchema.safeParse(fields.name).error?.issues[0]?.message ?? null);
  const experimentProblem = nameSchema.safeParse(fields.experiment).error?.issues[0]?.message ?? null;
  const launch = useMutation({
    mutationFn: async (smoke: boolean) => {
      if (splitId === null)
        throw new ApiError('There is no dataset to train on.', { code: 'NOT_FOUND', hint: 'Import one first.' });
      const experimentId = await experimentNamed(fields.experiment);
      return launchRun({
        experimentId,
        splitId,
        recipe,
        // a preset's own smoke variant would be overruled by the whole recipe
        ...(smoke ? { smoke } : preset ? { preset: preset.name } : {}),
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
    ...(jsonProblem === null ? [] : [{ path: 'json', message: jsonProblem }]),
    ...(check?.problems ?? [])
      .filter(({ severity, path }) => severity === 'ERROR' && !unreadable.some((own) => own.path === path))
      .map(({ path, message, hint }) => ({ path, message: hint ? `${message} ${hint}` : message })),
  ];
  const warnings = (check?.problems ?? []).filter(({ severity }) => severity === 'WARNING');
  const shownAt = [
    'name',
    'experiment',
    'splitId',
    ...recipeSections(recipe).flatMap((section) => section.fields.map(({ path }) => path)),
  ];
  /** Where a problem stands: beside its own field, or one of a whole part beside the part's first field. */
  const standsAt = (path: string): string =>
    shownAt.includes(path) ? path : (shownAt.find((field) => field.startsWith(`${path}.`)) ?? path);
  const errorAt = (path: string): string | null =>
    [...errors, ...refused].find((problem) => standsAt(problem.path) === path || problem.path.startsWith(`${path}.`))?.message ??
    null;
  const change = (path: string, value: string | boolean): void => {
    setTyped((old) => ({ ...old, [path]: value }));
    launch.reset();
  };
  const write = (text: string): void => {
    setJson(text);
    launch.reset();
    if (jsonFault(text) !== null) return;
    setWritten(JSON.parse(text));
    setTyped({});
  };
  const goToFirst = (): void => {
    form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  };
  const submit = (event?: FormEvent, smoke = false): void => {
    event?.preventDefault();
    setTried(true);
    if (errors.length > 0) goToFirst();
    else if (!launch.isPending && !launch.isSuccess) launch.mutate(smoke);
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
          onChoose={(chosen) => {
            setPresetChoice(chosen);
            setTyped({});
            setWritten(null);
            setJson((old) =>
              old === null
                ? null
                : JSON.stringify(wholeRecipe(options.presets.find((known) => known.name === chosen)?.recipe), null, 2),
            );
            launch.reset();
          }}
        />
        <div className={styles['as']}>
          <h2>Recipe</h2>
          <Segments
            label="Recipe as"
            value={json === null ? 'form' : 'json'}
            options={[
              { value: 'form', label: 'Form' },
              { value: 'json', label: 'JSON' },
            ]}
            onChange={(as) => setJson(as === 'json' ? JSON.stringify(recipe, null, 2) : null)}
          />
          {written === null ? null : <span>written as JSON, from no preset</span>}
        </div>
        {json === null ? (
          <RecipeSections
            recipe={recipe}
            splitId={splitId}
            typed={typed}
            architectures={options.architectures}
            totalParameters={check?.totalParameters ?? null}
            errorAt={errorAt}
            onChange={change}
          />
        ) : (
          <RecipeJson
            text={json}
            error={jsonProblem ?? errors.find(({ path }) => !['name', 'experiment', 'splitId'].includes(path))?.message ?? null}
            onChange={write}
          />
        )}
      </div>
      <div className={styles['side']}>
        <Card>
          <div className={styles['fields']}>
            <TextInput
              label="Name"
              placeholder={`${preset?.name ?? 'run'}-…, given by itself`}
              autoComplete="off"
              value={fields.name}
              onChange={({ currentTarget: { value } }) => {
                setName(value);
                launch.reset();
              }}
              error={errorAt('name')}
            />
            <Autocomplete
              label="Experiment"
              description="a question that groups runs; made if new"
              inputWrapperOrder={['label', 'input', 'error', 'description']}
              data={options.experiments.nodes.map(({ name }) => name)}
              value={fields.experiment}
              onChange={(value) => {
                setExperiment(value);
                launch.reset();
              }}
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
              refused.every(({ path }) => !shownAt.some((known) => path === known || path.startsWith(`${known}.`)))
                ? launch.error
                : null
            }
            onGoToFirst={goToFirst}
            onSmoke={() => submit(undefined, true)}
          />
        </Card>
      </div>
    </form>
  );
}

/** Why a text is no recipe: no JSON, or no object; null where it is one. */
function jsonFault(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : 'A recipe is an object: { … }.';
  } catch (error) {
    return `This is no JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

import type { MetricAggregate, RunOrder } from '../../../gql/graphql.ts';

/** What a column of the table of runs shows. */
export type RunColumn =
  | { readonly kind: 'field'; readonly field: RunField }
  | { readonly kind: 'metric'; readonly key: string; readonly aggregate: MetricAggregate }
  | { readonly kind: 'curve'; readonly key: string }
  | { readonly kind: 'recipe'; readonly path: string };

const FIELDS = {
  status: { label: 'Status', order: { field: 'STATUS' } },
  architecture: { label: 'Architecture', order: { field: 'ARCHITECTURE' } },
  preset: { label: 'Preset', order: null },
  experiment: { label: 'Experiment', order: null },
  test: { above: 'Test accuracy, %', label: 'Value, 95 % CI', order: { evaluation: { key: 'accuracy', subset: 'TEST' } } },
  validation: {
    above: 'Best weights on validation, %',
    label: 'Value, 95 % CI',
    order: { evaluation: { key: 'accuracy', subset: 'VALIDATION' } },
  },
  parameters: { label: 'Parameters', order: null },
  tags: { label: 'Tags', order: null },
  time: { label: 'Time', order: { field: 'DURATION' } },
  started: { label: 'Started', order: { field: 'CREATED_AT' } },
  finished: { label: 'Finished', order: { field: 'FINISHED_AT' } },
} as const satisfies Record<
  string,
  { readonly above?: string; readonly label: string; readonly order: Omit<RunOrder, 'direction'> | null }
>;

export type RunField = keyof typeof FIELDS;

const RUN_FIELDS = Object.keys(FIELDS) as readonly RunField[];

/** The suffix of a metric's column, and what its head says. */
const AGGREGATES = {
  best: { aggregate: 'BEST', label: 'Best' },
  last: { aggregate: 'LAST', label: 'Last' },
  min: { aggregate: 'MIN', label: 'Lowest' },
  max: { aggregate: 'MAX', label: 'Highest' },
} as const satisfies Record<string, { readonly aggregate: MetricAggregate; readonly label: string }>;

const AGGREGATE_NAMES = Object.keys(AGGREGATES) as readonly (keyof typeof AGGREGATES)[];

const METRIC_WORDS: Readonly<Record<string, string>> = {
  loss: 'Training loss',
  val_loss: 'Validation loss',
  accuracy: 'Training accuracy',
  val_accuracy: 'Validation accuracy',
  learning_rate: 'Learning rate',
};

/** A metric as people call it; its key where it is none of the known ones. */
export function metricWords(key: string): string {
  return METRIC_WORDS[key] ?? key;
}

/** Whether a metric is a share of 1, shown in percent. */
export function isShare(key: string): boolean {
  return key.endsWith('accuracy');
}

/** What the table shows where nobody chose. */
export const DEFAULT_COLUMNS: readonly string[] = [
  'status',
  'architecture',
  'curve.val_accuracy',
  'metric.val_accuracy.best',
  'test',
  'time',
  'started',
];

/** Reads a column's name as the URL has it: `status`, `metric.val_loss.min`, `curve.val_loss`, `recipe.optimizer.type`. */
export function parseColumn(name: string): RunColumn | null {
  const field = RUN_FIELDS.find((known) => known === name);
  if (field !== undefined) return { kind: 'field', field };
  const [kind = '', ...rest] = name.split('.');
  if (rest.length === 0 || rest.some((part) => part === '')) return null;
  if (kind === 'curve') return { kind, key: rest.join('.') };
  if (kind === 'recipe') return { kind, path: rest.join('.') };
  if (kind !== 'metric' || rest.length < 2) return null;
  const aggregate = AGGREGATE_NAMES.find((known) => known === rest.at(-1));
  return aggregate === undefined ? null : { kind, key: rest.slice(0, -1).join('.'), aggregate: AGGREGATES[aggregate].aggregate };
}

/** The name that parseColumn reads. */
export function columnName(column: RunColumn): string {
  switch (column.kind) {
    case 'field':
      return column.field;
    case 'curve':
      return `curve.${column.key}`;
    case 'recipe':
      return `recipe.${column.path}`;
    case 'metric':
      return `metric.${column.key}.${column.aggregate.toLowerCase()}`;
  }
}

/** The head of a column in two lines: what it is about, where several columns may be about it, and what it shows of that. */
export function columnHead(column: RunColumn): { readonly above: string; readonly label: string } {
  switch (column.kind) {
    case 'field': {
      const field: { readonly above?: string; readonly label: string } = FIELDS[column.field];
      return { above: field.above ?? '', label: field.label };
    }
    case 'curve':
      return { above: metricWords(column.key), label: 'By epoch' };
    case 'recipe': {
      const parts = column.path.split('.');
      return { above: parts.slice(0, -1).join('.'), label: parts.at(-1) ?? '' };
    }
    case 'metric': {
      const words = Object.values(AGGREGATES).find(({ aggregate }) => aggregate === column.aggregate)?.label ?? '';
      return { above: metricWords(column.key), label: isShare(column.key) ? `${words}, %` : words };
    }
  }
}

/** The same in one line. */
export function columnLabel(column: RunColumn): string {
  if (column.kind === 'recipe') return column.path;
  const { above, label } = columnHead(column);
  return above === '' ? label : `${above.replace(/, %$/, '')}, ${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}

/** How the server sorts by a column; null where it cannot. */
export function columnOrder(column: RunColumn): Omit<RunOrder, 'direction'> | null {
  switch (column.kind) {
    case 'field':
      return FIELDS[column.field].order;
    case 'curve':
      return null;
    case 'recipe':
      return { recipePath: column.path };
    case 'metric':
      return { metric: column.key, aggregate: column.aggregate };
  }
}

/** Every column that can be shown of these metrics and recipe values, in the groups of the chooser. */
export function columnsOffered(
  metricKeys: readonly string[],
  recipePaths: readonly string[],
): readonly { readonly title: string; readonly columns: readonly RunColumn[] }[] {
  return [
    { title: 'Run', columns: RUN_FIELDS.map((field) => ({ kind: 'field', field })) },
    {
      title: 'Metrics',
      columns: metricKeys.flatMap((key): RunColumn[] => [
        { kind: 'curve', key },
        ...AGGREGATE_NAMES.map((name): RunColumn => ({ kind: 'metric', key, aggregate: AGGREGATES[name].aggregate })),
      ]),
    },
    { title: 'Recipe', columns: recipePaths.map((path) => ({ kind: 'recipe', path })) },
  ];
}

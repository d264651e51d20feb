/** Objects of the schema, complete enough for every document of the command line. */
export const IDS = {
  dataset: 'ds_0000000000000000000000000a',
  version: 'dsv_0000000000000000000000000a',
  official: 'spl_0000000000000000000000000a',
  other: 'spl_0000000000000000000000000b',
  experiment: 'exp_0000000000000000000000000a',
  run: 'run_0000000000000000000000000a',
  job: 'job_0000000000000000000000000a',
  evaluation: 'evl_0000000000000000000000000a',
} as const;

const createdAt = '2026-01-02T03:04:05.000Z';
const classes = [
  { name: 'glioma', count: 3 },
  { name: 'no, tumor', count: 2 },
];
const certificate = {
  level: 'NONE',
  checkedAt: createdAt,
  statement: 'No byte-equal copy crosses. Near copies were not looked for.',
  checks: [
    { kind: 'EXACT_BYTES', between: ['TRAIN', 'TEST'], status: 'PASSED', crossing: 0, threshold: null, algorithmVersion: '1' },
  ],
};

const dataset = { __typename: 'Dataset', id: IDS.dataset, name: 'brain', description: null, archived: false, createdAt };

function split(id: string, name: string) {
  return {
    __typename: 'Split',
    id,
    name,
    strategy: 'OFFICIAL',
    seed: 1,
    createdAt,
    counts: [
      { subset: 'TRAIN', count: 3, classes: [{ name: 'glioma', count: 3 }] },
      { subset: 'TEST', count: 2, classes },
    ],
    certificate,
    datasetVersion: { id: IDS.version, number: 1, manifestHash: 'f'.repeat(64), imageCount: 5, dataset },
  };
}

const images = [
  {
    id: 'img_1',
    path: 'train/glioma/a.png',
    label: 'glioma',
    group: null,
    sha256: 'a'.repeat(64),
    bytes: 10,
    width: 4,
    height: 4,
  },
  {
    id: 'img_2',
    path: 'test/no, tumor/b.png',
    label: 'no, tumor',
    group: 'p1',
    sha256: 'b'.repeat(64),
    bytes: 11,
    width: 4,
    height: 4,
  },
];

/** A version whose images come in pages of one. */
export const version = {
  __typename: 'DatasetVersion',
  id: IDS.version,
  number: 1,
  createdAt,
  imageCount: 5,
  manifestHash: 'f'.repeat(64),
  classes,
  dataset,
  splits: [split(IDS.other, 'seven'), split(IDS.official, 'official')],
  images: ({ after, where }: { after?: string; where?: { subset?: string } }) => {
    const fitting = images.filter((_, index) => where?.subset == null || where.subset === (index === 0 ? 'TRAIN' : 'TEST'));
    const start = after == null ? 0 : Number(after) + 1;
    return {
      totalCount: fitting.length,
      nodes: fitting.slice(start, start + 1),
      pageInfo: { hasNextPage: start + 1 < fitting.length, endCursor: String(start) },
    };
  },
};

export const datasetWithVersion = { ...dataset, latestVersion: version };

export function job(status: string, more: object = {}) {
  return {
    __typename: 'Job',
    id: IDS.job,
    kind: 'import-dataset',
    status,
    createdAt,
    done: 5,
    total: 5,
    error: null,
    problems: [],
    result: null,
    ...more,
  };
}

const estimate = (key: string, value: number) => ({ key, value, low: value - 0.05, high: value + 0.05, method: 'wilson' });

export const evaluation = {
  __typename: 'Evaluation',
  id: IDS.evaluation,
  subset: 'TEST',
  imageCount: 2,
  classes: ['glioma', 'no, tumor'],
  confusion: [
    [1, 0],
    [0, 1],
  ],
  createdAt,
  checkpoint: null,
  certificate,
  metrics: [estimate('accuracy', 0.9), estimate('f1_macro', 0.8)],
  perClass: classes.map(({ name, count }) => ({
    className: name,
    support: count,
    sensitivity: estimate('sensitivity', 0.7),
    specificity: estimate('specificity', 0.7),
    precision: estimate('precision', 0.7),
    f1: estimate('f1', 0.7),
  })),
  predictions: () => ({
    totalCount: 1,
    pageInfo: { hasNextPage: false, endCursor: null },
    nodes: [{ label: 'no, tumor', predictedLabel: 'glioma', correct: false, scores: [0.75, 0.25], image: images[1] }],
  }),
};

export function run(status: string, more: object = {}) {
  return {
    __typename: 'Run',
    id: IDS.run,
    name: 'first',
    notes: null,
    status,
    preset: 'small-cnn',
    architecture: 'small-cnn',
    experiment: { id: IDS.experiment, name: 'default' },
    split: split(IDS.official, 'official'),
    recipe: { epochs: 2 },
    tags: [],
    createdAt,
    startedAt: createdAt,
    finishedAt: '2026-01-02T03:05:05.000Z',
    totalParameters: 10,
    trainableParameters: 10,
    error: null,
    environment: null,
    lastSeq: 3,
    queuePosition: null,
    progress: { phase: 'TRAINING', done: 1, total: 4, epoch: 1, epochs: 2 },
    metrics: [],
    evaluations: status === 'FINISHED' ? [evaluation] : [],
    timeline: [{ at: createdAt, kind: 'FINISHED', message: 'Finished.' }],
    checkpoints: [],
    artifacts: [],
    metricSeries: [
      {
        key: 'val_loss',
        goal: 'MINIMIZE',
        unit: 'EPOCH',
        steps: [1, 2],
        values: [0.5, null],
        times: [createdAt, createdAt],
        nonFinite: [{ index: 1, value: 'NAN' }],
      },
    ],
    ...more,
  };
}

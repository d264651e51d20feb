import type { Builder } from './builder.ts';

/** An enum whose values are told as `{VALUE: 'what it means'}`. */
function add<const T extends Record<string, string>>(builder: Builder, name: string, description: string, values: T) {
  const described = Object.fromEntries(
    Object.entries(values).map(([value, meaning]) => [value, { value, description: meaning }]),
  );
  return builder.enumType(name, {
    description,
    values: described as { [K in keyof T & string]: { value: K; description: string } },
  });
}

export function addEnums(builder: Builder) {
  return {
    subset: add(builder, 'Subset', 'The three parts of a split.', {
      TRAIN: 'What the network is trained on.',
      VALIDATION: 'What weights are chosen on.',
      TEST: 'What is read once, at the end.',
    }),
    splitStrategy: add(builder, 'SplitStrategy', 'How a split is made.', {
      OFFICIAL:
        "The folders' own train, validation and test; where there is no validation folder, it is drawn from train, stratified, byte-equal copies together.",
      OFFICIAL_CLEANED:
        'As OFFICIAL, minus every training image that has an exact or near copy in test; duplicate clusters stay together.',
      STRATIFIED: 'Stratified by class; byte-equal copies stay together.',
      GROUPED: 'Stratified by class; patients and duplicate clusters stay together.',
    }),
    certificateLevel: add(builder, 'CertificateLevel', 'How much a certificate vouches for, over all three pairs of subsets.', {
      NONE: 'Something crosses, or not all kinds of copies were checked.',
      COPIES: 'No exact or near copy crosses; patients are not known.',
      COPIES_AND_GROUPS: 'No copy and no patient crosses.',
    }),
    checkKind: add(builder, 'CheckKind', 'What a check looks for in two subsets.', {
      EXACT_BYTES: 'The same file.',
      EXACT_PIXELS: 'The same picture in another file.',
      NEAR: 'A picture that is nearly the same.',
      GROUP: 'The same patient or group.',
    }),
    checkStatus: add(builder, 'CheckStatus', 'What came out of a check.', {
      PASSED: 'Checked: nothing crosses.',
      FAILED: 'Checked: something crosses.',
      NOT_CHECKED: 'Nobody looked.',
      UNKNOWABLE: 'It cannot be told from what is known, as patients where none are given.',
    }),
    runStatus: add(builder, 'RunStatus', 'Where a run stands.', {
      QUEUED: 'Waits for a trainer.',
      RUNNING: 'Is being trained or evaluated.',
      FINISHED: 'Trained and evaluated.',
      FAILED: 'Ended by an error; see `error`.',
      CANCELLED: 'Ended by somebody.',
    }),
    runPhase: add(builder, 'RunPhase', 'What a run is doing.', {
      QUEUED: 'Waits for a trainer.',
      PREPARING: 'Reads the dataset and builds the network.',
      WEIGHTS: 'Downloads the pretrained weights.',
      FEATURES: 'Computes the features of the frozen part, once per image.',
      TRAINING: 'Trains, epoch by epoch.',
      FITTING: 'Fits a head to convergence.',
      EVALUATING: 'Scores validation and test with the best weights.',
      DONE: 'Has ended.',
    }),
    timelineKind: add(builder, 'TimelineKind', 'What happened in a run.', {
      QUEUED: 'It was launched.',
      STARTED: 'A trainer took it.',
      ENGINE_CHOSEN: 'The engine was chosen; the message says why.',
      LEARNING_RATE_CHANGED: 'The learning rate was changed.',
      BEST: 'An epoch was better on validation than all before.',
      CHECKPOINT: 'Weights were saved.',
      RESUMED: 'It was taken up again; the message says why and from where.',
      STOPPED_EARLY: 'It ended before its last epoch, as its recipe asks.',
      CANCELLED: 'Somebody ended it.',
      FAILED: 'An error ended it.',
      FINISHED: 'It is trained and evaluated.',
    }),
    logLevel: add(builder, 'LogLevel', 'How grave a log line is.', {
      INFO: 'For the record.',
      WARNING: 'Worth a look.',
      ERROR: 'It failed.',
    }),
    metricGoal: add(builder, 'MetricGoal', 'Which values of a metric are better.', {
      MINIMIZE: 'Lower.',
      MAXIMIZE: 'Higher.',
      NONE: 'Neither, as of a learning rate.',
    }),
    stepUnit: add(
      builder,
      'StepUnit',
      'What a step of a series counts: epochs for keys logged once an epoch, batches for those logged once a batch.',
      {
        EPOCH: 'Passes over the training subset.',
        BATCH: 'Batches, from the start of the run.',
      },
    ),
    nonFinite: add(builder, 'NonFinite', 'Which value stands where JSON has no number for it.', {
      NAN: 'Not a number.',
      POSITIVE_INFINITY: 'Above every number.',
      NEGATIVE_INFINITY: 'Below every number.',
    }),
    checkpointKind: add(builder, 'CheckpointKind', 'Which weights a checkpoint holds.', {
      BEST: 'The best by validation so far.',
      LAST: 'The newest.',
    }),
    metricAggregate: add(builder, 'MetricAggregate', 'Which single value of a series is meant.', {
      LAST: 'The newest.',
      MIN: 'The smallest finite one.',
      MAX: 'The largest finite one.',
      BEST: "The best finite one by the metric's goal.",
    }),
    runOrderField: add(builder, 'RunOrderField', 'A column that runs can be sorted by.', {
      CREATED_AT: 'When it was launched.',
      FINISHED_AT: 'When it ended.',
      NAME: 'Its name.',
      DURATION: 'From start to end.',
      STATUS: 'Queued, running, finished, failed, cancelled.',
      SPLIT: "Its split's name.",
      DATASET: "Its dataset's name.",
      ARCHITECTURE: "Its architecture's name.",
    }),
    direction: add(builder, 'Direction', 'Which end comes first; what lacks the sorted value comes last in both.', {
      ASC: 'Smallest, earliest or A first.',
      DESC: 'Largest, latest or Z first.',
    }),
    predictionOrder: add(builder, 'PredictionOrder', 'How predictions are sorted.', {
      MOST_CONFIDENT: "By the predicted class's score, highest first.",
      LEAST_CONFIDENT: "By the predicted class's score, lowest first.",
      MOST_WRONG: "By the true class's score, lowest first.",
      PATH: "By the image's path.",
    }),
    severity: add(builder, 'Severity', 'How grave a problem of a recipe is.', {
      ERROR: 'It cannot be launched.',
      WARNING: 'It can be launched, but look.',
    }),
    role: add(builder, 'Role', 'What a person may do.', {
      VIEWER: 'Look.',
      MEMBER: 'Also launch and edit.',
      ADMIN: 'Also manage people and datasets.',
    }),
    jobStatus: add(builder, 'JobStatus', 'Where a job stands.', {
      QUEUED: 'Waits for a trainer.',
      RUNNING: 'Is being done.',
      SUCCEEDED: 'Done; some items may have problems.',
      FAILED: 'Ended by an error; nothing of it was kept.',
      CANCELLED: 'Ended by somebody; nothing of it was kept.',
    }),
  };
}

export type Enums = ReturnType<typeof addEnums>;

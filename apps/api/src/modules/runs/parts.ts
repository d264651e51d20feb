import type { Builder } from '../../builder.ts';
import { addConnection } from '../../connection.ts';
import type { Enums } from '../../enums.ts';

/** What hangs on a run: progress, error, environment, tags, timeline, log, checkpoints, artifacts, events, facets. */
export function addRunParts(builder: Builder, enums: Enums): void {
  builder.objectType('RunProgress', {
    description: 'What a run is doing and how far it is.',
    fields: (t) => ({
      phase: t.expose('phase', { type: enums.runPhase, description: 'What it is doing.' }),
      done: t.field({
        type: 'SafeInt',
        description: 'Done in this phase: images in FEATURES and EVALUATING, steps in TRAINING.',
        resolve: (progress) => progress.done,
      }),
      total: t.field({
        type: 'SafeInt',
        nullable: true,
        description: 'Of so many; null where that is not known.',
        resolve: (progress) => progress.total,
      }),
      epoch: t.int({ nullable: true, description: 'The epoch under way, from 1.', resolve: (progress) => progress.epoch }),
      epochs: t.int({ nullable: true, description: 'Epochs of the whole training.', resolve: (progress) => progress.epochs }),
      step: t.int({ nullable: true, description: 'The step of the epoch, from 1.', resolve: (progress) => progress.step }),
      stepsPerEpoch: t.int({ nullable: true, description: 'Steps of an epoch.', resolve: (progress) => progress.stepsPerEpoch }),
      imagesPerSecond: t.float({
        nullable: true,
        description: 'Its present speed.',
        resolve: (progress) => progress.imagesPerSecond,
      }),
      etaSeconds: t.float({
        nullable: true,
        description: 'Seconds left, as far as can be told.',
        resolve: (progress) => progress.etaSeconds,
      }),
    }),
  });
  builder.objectType('RunError', {
    description: 'What went wrong; docs/errors has a page for each code.',
    fields: (t) => ({
      code: t.exposeString('code', { description: 'A code of the closed list.' }),
      message: t.exposeString('message', { description: 'What happened.' }),
      hint: t.string({ nullable: true, description: 'What to do.', resolve: (error) => error.hint }),
    }),
  });
  builder.objectType('RunEnvironment', {
    description: 'What computed it: enough to explain a difference between two runs of one recipe.',
    fields: (t) => ({
      engine: t.exposeString('engine', { description: 'Its name.' }),
      engineVersion: t.exposeString('engineVersion', { description: 'Its version.' }),
      device: t.exposeString('device', { description: 'What it computed on.' }),
      threads: t.exposeInt('threads', { description: 'Threads it used.' }),
      reason: t.exposeString('reason', { description: 'Why this engine.' }),
      trainer: t.exposeString('trainer', { description: 'The trainer process.' }),
      weightsHash: t.exposeString('weightsHash', {
        nullable: true,
        description: 'SHA-256 of the weights it began with; null for seeded ones.',
      }),
      weightsStory: t.string({
        nullable: true,
        description: 'Which file those weights are, and whether it is the official one, in words; null for seeded ones.',
        resolve: (environment) => environment.weightsStory,
      }),
      codeVersion: t.exposeString('codeVersion', { description: "Sagittal's own version." }),
    }),
  });
  builder.prismaObject('RunTag', {
    name: 'Tag',
    description: 'A key and a value that somebody gave a run.',
    fields: (t) => ({
      key: t.exposeString('key', { description: 'Unique within the run.' }),
      value: t.exposeString('value', { description: 'Any text.' }),
    }),
  });
  builder.prismaObject('TimelineEvent', {
    description: 'One thing that happened in a run.',
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: 'When.' }),
      kind: t.expose('kind', { type: enums.timelineKind, description: 'What.' }),
      epoch: t.exposeInt('epoch', { nullable: true, description: 'In which epoch.' }),
      step: t.exposeInt('step', { nullable: true, description: 'At which step.' }),
      message: t.exposeString('message', { description: 'The same in words.' }),
    }),
  });
  builder.prismaObject('LogLine', {
    description: 'One line of a run’s log.',
    fields: (t) => ({
      at: t.expose('at', { type: 'DateTime', description: 'When.' }),
      level: t.expose('level', { type: enums.logLevel, description: 'How grave.' }),
      message: t.exposeString('message', { description: 'What.' }),
    }),
  });
  addConnection(builder, 'LogLine', 'the lines of a log', 'Log');
  builder.prismaObject('Checkpoint', {
    interfaces: ['Node'],
    description: 'Saved weights.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The checkpoint's id, as in `ckp_…`." }),
      kind: t.expose('kind', { type: enums.checkpointKind, description: 'Which weights.' }),
      epoch: t.exposeInt('epoch', { description: 'After which epoch.' }),
      step: t.exposeInt('step', { description: 'After how many steps in all.' }),
      bytes: t.expose('bytes', { type: 'SafeInt', description: "The file's size in bytes." }),
      sha256: t.exposeString('sha256', { description: "SHA-256 of the file's bytes." }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was saved.' }),
    }),
  });
  builder.prismaObject('Artifact', {
    description: 'A file that a run made.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Its name.' }),
      bytes: t.expose('bytes', { type: 'SafeInt', description: 'Its size in bytes.' }),
      sha256: t.exposeString('sha256', { description: 'SHA-256 of its bytes.' }),
      url: t.string({
        description: 'Where it can be fetched: a path on this server.',
        resolve: (artifact) => `/runs/${artifact.runId}/files/${encodeURIComponent(artifact.name)}`,
      }),
    }),
  });
  builder.objectType('RunEvent', {
    description: 'What came about a run since the event before.',
    fields: (t) => ({
      seq: t.expose('seq', { type: 'SafeInt', description: 'All up to here is told; pass it as afterSeq to go on.' }),
      run: t.field({ type: 'Run', description: 'The run as it is now.', resolve: (event) => event.run }),
      points: t.field({ type: ['MetricPoint'], description: 'The points that are new.', resolve: (event) => event.points }),
    }),
  });
  builder.objectType('RunFacets', {
    description: 'What runs can be filtered, sorted and shown by.',
    fields: (t) => ({
      metricKeys: t.exposeStringList('metricKeys', { description: 'Keys of their metric series.' }),
      recipePaths: t.exposeStringList('recipePaths', {
        description: 'Paths of values in their recipes, as in `optimizer.learningRate`.',
      }),
      tagKeys: t.exposeStringList('tagKeys', { description: 'Keys of their tags.' }),
    }),
  });
}

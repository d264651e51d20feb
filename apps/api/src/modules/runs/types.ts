import type { ErrorRecord, RunEnvironment, RunProgress } from '@sagittal/contracts';
import { AppError } from '@sagittal/contracts';
import type { Run } from '@sagittal/prisma';
import type { Builder } from '../../builder.ts';
import { addConnection, pageArguments, pageCost } from '../../connection.ts';
import type { Enums } from '../../enums.ts';
import { column } from '../../json-columns.ts';
import { runEvents, runsChanged } from './events.ts';
import { runFacets } from './facets.ts';
import type { RunInputs } from './inputs.ts';
import { launchRun } from './launch.ts';
import { listLog, listRuns } from './repository.ts';
import { addRunParts } from './parts.ts';
import { cancelRun, deleteRun, restoreRun, setRunTags, updateRun } from './service.ts';

export function addRuns(builder: Builder, enums: Enums, inputs: RunInputs): void {
  const page = pageArguments(builder);
  const keys = builder.args((t) => ({ keys: t.stringList({ description: 'Only these metrics, as in `val_accuracy`.' }) })).keys;
  const oldest = { orderBy: { id: 'asc' } } as const;
  builder.prismaObject('Run', {
    interfaces: ['Node'],
    description: 'One training.',
    fields: (t) => ({
      lastSeq: t.expose('lastSeq', {
        type: 'SafeInt',
        description: 'What this answer already holds; pass it to runEvents as afterSeq.',
      }),
      colour: t.exposeInt('colour', { description: '1 to 8: given at creation, the same on every page.' }),
      mark: t.exposeInt('mark', { description: '1 to 5: given at creation, the same on every page.' }),
      id: t.exposeID('id', { description: "The run's id, as in `run_…`." }),
      name: t.exposeString('name', { description: 'Its name; several may have the same.' }),
      notes: t.exposeString('notes', { nullable: true, description: 'What somebody wrote about it.' }),
      status: t.expose('status', { type: enums.runStatus, description: 'Where it stands.' }),
      experiment: t.relation('experiment', { description: 'The question it belongs to.' }),
      split: t.relation('split', { nullable: true, description: 'What it is trained and judged on.' }),
      architecture: t.exposeString('architecture', { nullable: true, description: 'Its backbone, a name of `architectures`.' }),
      preset: t.exposeString('preset', { nullable: true, description: 'The preset it was launched from, if any.' }),
      recipe: t.expose('recipe', {
        type: 'JSON',
        description: 'The whole configuration, defaults filled in; launching it again repeats the run.',
      }),
      tags: t.relation('tags', { description: 'Its tags, by key.', query: { orderBy: { key: 'asc' } } }),
      createdBy: t.relation('createdBy', { nullable: true, description: 'Who launched it.' }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was launched.' }),
      startedAt: t.expose('startedAt', { type: 'DateTime', nullable: true, description: 'When a trainer took it.' }),
      finishedAt: t.expose('finishedAt', { type: 'DateTime', nullable: true, description: 'When it ended, however it did.' }),
      deletedAt: t.expose('deletedAt', { type: 'DateTime', nullable: true, description: 'When it went to the bin.' }),
      queuePosition: t.int({
        nullable: true,
        description: '1 being next; null where it is not queued.',
        resolve: (run, _args, context) => (run.status === 'QUEUED' ? context.loaders.queuePosition.load(run.id) : null),
      }),
      progress: t.field({ type: 'RunProgress', description: 'What it is doing and how far it is.', resolve: progressOf }),
      error: t.field({
        type: 'RunError',
        nullable: true,
        description: 'What ended it.',
        resolve: (run) => column<ErrorRecord | null>(run.error),
      }),
      environment: t.field({
        type: 'RunEnvironment',
        nullable: true,
        description: 'What computed it.',
        resolve: (run) => column<RunEnvironment | null>(run.environment),
      }),
      totalParameters: t.exposeInt('totalParameters', { nullable: true, description: 'Backbone and head together.' }),
      trainableParameters: t.exposeInt('trainableParameters', {
        nullable: true,
        description: 'Of these, those that are trained.',
      }),
      metrics: t.field({
        type: ['MetricSummary'],
        description: 'Summary of each series: last, min, max, best and the step of each.',
        args: { keys },
        resolve: (run, args, context) => context.loaders.metricSummaries.load({ runId: run.id, keys: args.keys ?? null }),
      }),
      metricSeries: t.field({
        type: ['MetricSeries'],
        description: "Curves. maxPoints keeps each bucket's minimum and maximum, deterministically; absent: every point.",
        args: { keys, maxPoints: t.arg.int({ description: 'At most this many points of each curve; at least 2.' }) },
        resolve: (run, { keys: wanted, maxPoints }, context) => {
          if (maxPoints !== null && maxPoints !== undefined && maxPoints < 2)
            throw new AppError('INVALID_INPUT', { message: 'A curve has at least 2 points.', field: 'maxPoints' });
          return context.loaders.metricSeries.load({ runId: run.id, keys: wanted ?? null, maxPoints: maxPoints ?? null });
        },
      }),
      evaluations: t.relation('evaluations', {
        description: 'Its evaluations, the oldest first.',
        complexity: { field: 1, multiplier: 2 },
        query: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
      }),
      checkpoints: t.relation('checkpoints', { description: 'Its saved weights, the oldest first.', query: oldest }),
      artifacts: t.relation('artifacts', { description: 'Its files, by name.', query: { orderBy: { name: 'asc' } } }),
      timeline: t.relation('timeline', {
        description:
          'What happened, oldest first: started, learning rate lowered, best epoch, checkpoint, resumed, stopped early, finished.',
        query: oldest,
      }),
      log: t.field({
        type: 'LogConnection',
        description: "The compute child's own words, newest first.",
        complexity: pageCost,
        args: page,
        resolve: (run, args, context) => listLog(context, run.id, args),
      }),
    }),
  });
  addConnection(builder, 'Run', 'the runs');
  addRunParts(builder, enums);

  const launchInput = builder.inputType('LaunchRunInput', {
    description: 'Give a preset, a recipe, or a preset with a partial recipe merged over it.',
    fields: (t) => ({
      experimentId: t.id({ required: true, description: 'The question it belongs to.' }),
      splitId: t.id({ required: true, description: 'What it is trained and judged on.' }),
      name: t.string({ description: 'Absent: the preset or architecture and a number.' }),
      preset: t.string({ description: 'A name of `presets`.' }),
      recipe: t.field({ type: 'JSON', description: 'A recipe, or the part of it that differs from the preset.' }),
      tags: t.field({ type: [inputs.tag], description: 'Its tags.' }),
      smoke: t.boolean({ defaultValue: false, description: 'Small input and width, seeded weights, seconds.' }),
    }),
  });
  const updateInput = builder.inputType('UpdateRunInput', {
    description: 'What to change of a run; what is absent stays.',
    fields: (t) => ({
      name: t.string({ description: 'Another name.' }),
      notes: t.string({ description: 'What there is to say about it; null clears it.' }),
    }),
  });
  const where = builder.args((t) => ({ where: t.field({ type: inputs.where, description: 'Only these.' }) })).where;

  builder.queryFields((t) => ({
    runs: t.field({
      type: 'RunConnection',
      description: 'The runs, the newest first unless asked otherwise.',
      complexity: pageCost,
      args: {
        where,
        orderBy: t.arg({ type: [inputs.order], description: 'Sorted by these, in turn; the id ends every order.' }),
        ...page,
      },
      resolve: (_root, args, context) => listRuns(context, args),
    }),
    run: t.field({
      type: 'Run',
      nullable: true,
      description: 'One run; null where there is none.',
      args: { id: t.arg.id({ required: true, description: 'As in `run_…`.' }) },
      resolve: (_root, { id }, context) => context.prisma.run.findUnique({ where: { id } }),
    }),
    runFacets: t.field({
      type: 'RunFacets',
      description: 'What the runs found can be filtered, sorted and shown by: for column choosers and completion.',
      args: { where },
      resolve: (_root, args, context) => runFacets(context, args.where),
    }),
  }));
  const id = builder.args((t) => ({ id: t.id({ required: true, description: 'Which run.' }) })).id;
  builder.mutationFields((t) => ({
    launchRun: t.field({
      type: 'Run',
      description: 'Queues a training.',
      args: { input: t.arg({ type: launchInput, required: true, description: 'What to train on what.' }) },
      resolve: (_root, { input }, context) => launchRun(context, input),
    }),
    cancelRun: t.field({
      type: 'Run',
      description:
        'Ends a run: a queued one at once, a running one within two seconds; it is CANCELLED when its trainer has let go.',
      args: { id },
      resolve: (_root, args, context) => cancelRun(context, args.id),
    }),
    updateRun: t.field({
      type: 'Run',
      description: "Changes a run's name or notes.",
      args: { id, input: t.arg({ type: updateInput, required: true, description: 'What to change.' }) },
      resolve: (_root, args, context) => updateRun(context, args.id, args.input),
    }),
    setRunTags: t.field({
      type: 'Run',
      description: "Replaces the run's tags.",
      args: { id, tags: t.arg({ type: [inputs.tag], required: true, description: 'All it shall have.' }) },
      resolve: (_root, args, context) => setRunTags(context, args.id, args.tags),
    }),
    deleteRun: t.field({
      type: 'Run',
      description: 'To the bin; restoreRun brings it back.',
      args: { id },
      resolve: (_root, args, context) => deleteRun(context, args.id),
    }),
    restoreRun: t.field({
      type: 'Run',
      description: 'Out of the bin.',
      args: { id },
      resolve: (_root, args, context) => restoreRun(context, args.id),
    }),
  }));
  builder.subscriptionFields((t) => ({
    runEvents: t.field({
      type: 'RunEvent',
      description: 'Events after a sequence number, so that a reconnect misses none.',
      args: {
        runId: t.arg.id({ required: true, description: 'Which run.' }),
        afterSeq: t.arg({ type: 'SafeInt', description: 'The last one seen; absent: from the run as it is now.' }),
      },
      subscribe: (_root, { runId, afterSeq }, context) => runEvents(context, runId, afterSeq ?? null),
      resolve: (event) => event,
    }),
    runsChanged: t.field({
      type: 'Run',
      description: 'Any run whose status, progress (at most twice a second) or queue place changed.',
      subscribe: (_root, _args, context) => runsChanged(context),
      resolve: (run) => run,
    }),
  }));
}

/** A run that no trainer has told of yet stands at its beginning, one that ended without a word at its end. */
function progressOf(run: Run): RunProgress {
  const phases = { QUEUED: 'QUEUED', RUNNING: 'PREPARING', FINISHED: 'DONE', FAILED: 'DONE', CANCELLED: 'DONE' } as const;
  return column<RunProgress | null>(run.progress) ?? { phase: phases[run.status], done: 0, total: null };
}

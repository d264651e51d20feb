import type { ErrorRecord } from '@sagittal/contracts';
import type { Builder } from '../../builder.ts';
import { addConnection, pageArguments, pageCost } from '../../connection.ts';
import type { Enums } from '../../enums.ts';
import { column } from '../../json-columns.ts';
import { loadNode } from '../../node.ts';
import { listJobs } from './repository.ts';
import { cancelJob, jobEvents } from './service.ts';

export function addJobs(builder: Builder, enums: Enums): void {
  const page = pageArguments(builder);
  builder.prismaObject('Job', {
    interfaces: ['Node'],
    description: 'Work that is no run, as an import.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The job's id, as in `job_…`." }),
      kind: t.exposeString('kind', { description: 'As in `import-dataset`.' }),
      status: t.expose('status', { type: enums.jobStatus, description: 'Where it stands.' }),
      createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was asked for.' }),
      done: t.expose('done', { type: 'SafeInt', description: 'Items done.' }),
      total: t.expose('total', { type: 'SafeInt', nullable: true, description: 'Of so many; null while that is not known.' }),
      error: t.field({
        type: 'RunError',
        nullable: true,
        description: 'What ended it.',
        resolve: (job) => column<ErrorRecord | null>(job.error),
      }),
      problems: t.relation('problems', {
        description: 'Items that were not taken, in their order.',
        query: { orderBy: { id: 'asc' } },
      }),
      result: t.field({
        type: 'Node',
        nullable: true,
        description: 'The DatasetVersion or the Evaluation it made.',
        resolve: (job, _args, context) => (job.resultId === null ? null : loadNode(job.resultId, context)),
      }),
    }),
  });
  addConnection(builder, 'Job', 'the jobs');
  builder.prismaObject('JobProblem', {
    description: 'One item that was not taken, and why; the rest of the job went on.',
    fields: (t) => ({
      item: t.exposeString('item', { description: 'Which.' }),
      code: t.exposeString('code', { description: 'A code of the closed list.' }),
      message: t.exposeString('message', { description: 'What is wrong with it.' }),
      hint: t.exposeString('hint', { nullable: true, description: 'What to do.' }),
    }),
  });
  builder.queryField('jobs', (t) =>
    t.field({
      type: 'JobConnection',
      description: 'The jobs, the newest first.',
      complexity: pageCost,
      args: { status: t.arg({ type: [enums.jobStatus], description: 'In one of these states.' }), ...page },
      resolve: (_root, { status, ...args }, context) => listJobs(context, status, args),
    }),
  );
  builder.mutationField('cancelJob', (t) =>
    t.field({
      type: 'Job',
      description: 'Ends a job: a queued one at once, a running one within two seconds. Nothing of it is kept.',
      args: { id: t.arg.id({ required: true, description: 'Which.' }) },
      resolve: (_root, { id }, context) => cancelJob(context, id),
    }),
  );
  builder.subscriptionField('jobEvents', (t) =>
    t.field({
      type: 'Job',
      description: 'A job as it is now and each time it changes, until it has ended.',
      args: { jobId: t.arg.id({ required: true, description: 'Which job.' }) },
      subscribe: (_root, { jobId }, context) => jobEvents(context, jobId),
      resolve: (job) => job,
    }),
  );
}

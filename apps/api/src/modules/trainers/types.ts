import type { Builder } from '../../builder.ts';
import { isAlive, listEngines, listTrainers } from './repository.ts';

export function addTrainers(builder: Builder): void {
  builder.objectType('Engine', {
    description: 'What computes.',
    fields: (t) => ({
      name: t.exposeString('name', { description: 'Its name.' }),
      available: t.exposeBoolean('available', { description: 'Whether it can be used here.' }),
      reason: t.exposeString('reason', { nullable: true, description: 'Why it can or cannot.' }),
      device: t.exposeString('device', { nullable: true, description: 'What it computes on.' }),
      trains: t.exposeBoolean('trains', { description: 'Whether it can train, not only predict.' }),
    }),
  });
  builder.prismaObject('Trainer', {
    description: 'A worker process that trains and imports.',
    fields: (t) => ({
      id: t.exposeID('id', { description: "The trainer's id, as in `trn_…`." }),
      host: t.exposeString('host', { description: 'The machine it runs on.' }),
      alive: t.boolean({ description: 'Whether it told of itself within 20 s.', resolve: (trainer) => isAlive(trainer) }),
      lastSeenAt: t.expose('lastSeenAt', { type: 'DateTime', description: 'When it last told of itself.' }),
      engine: t.exposeString('engine', { description: 'What it computes with.' }),
      threads: t.exposeInt('threads', { description: 'Threads it computes with.' }),
      memoryBytes: t.expose('memoryBytes', { type: 'SafeInt', description: "The machine's memory." }),
      currentRun: t.field({
        type: 'Run',
        nullable: true,
        description: 'What it trains now.',
        resolve: (trainer, _args, { loaders }) => loaders.currentRun.load(trainer.id),
      }),
      currentJob: t.field({
        type: 'Job',
        nullable: true,
        description: 'What else it does now.',
        resolve: (trainer, _args, { loaders }) => loaders.currentJob.load(trainer.id),
      }),
    }),
  });
  builder.queryFields((t) => ({
    engines: t.field({
      type: ['Engine'],
      description: 'What can compute here, as the newest trainer found it.',
      resolve: (_root, _args, context) => listEngines(context),
    }),
    trainers: t.field({
      type: ['Trainer'],
      description: 'Trainers seen within a day, those alive first.',
      resolve: (_root, _args, context) => listTrainers(context),
    }),
  }));
}

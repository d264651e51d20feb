import { selectEngine } from '@sagittal/engines';
import { train } from '@sagittal/training';
import type { Channel } from './channel.ts';
import type { ToChild } from './messages.ts';

export async function runTraining(channel: Channel, { job, threads }: Extract<ToChild, { type: 'train' }>): Promise<void> {
  const { engine, reason } = await selectEngine(threads === null ? {} : { threads });
  await channel.send({
    type: 'event',
    event: {
      type: 'engine',
      engine: engine.name,
      engineVersion: engine.version,
      device: engine.device,
      threads: engine.threads,
      reason,
    },
  });
  for await (const event of train(job, { engine, signal: channel.signal, availableBytes: process.availableMemory() }))
    await channel.send({ type: 'event', event });
}

import { availableParallelism } from 'node:os';
import { probeEngines } from '@sagittal/engines';
import type { Channel } from './channel.ts';
import type { ToChild } from './messages.ts';

export async function runProbe(channel: Channel, { threads }: Extract<ToChild, { type: 'probe' }>): Promise<void> {
  const engines = await probeEngines(threads === null ? {} : { threads });
  await channel.send({ type: 'probed', result: { engines, threads: threads ?? availableParallelism() } });
}

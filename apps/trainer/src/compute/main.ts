import { toErrorRecord } from '@sagittal/contracts';
import { Channel } from './channel.ts';
import { runImport } from './run-import.ts';
import { runProbe } from './run-probe.ts';
import { runTraining } from './run-training.ts';

/** A compute process: does the one piece of work that its parent sends, tells how it goes, and ends. */
async function main(): Promise<void> {
  // a terminal's Ctrl-C goes to the whole group; the parent decides when a child ends
  process.on('SIGINT', () => undefined);
  const channel = new Channel();
  const work = await channel.receiveWork();
  try {
    switch (work.type) {
      case 'train':
        await runTraining(channel, work);
        break;
      case 'import':
        await runImport(channel, work);
        break;
      case 'probe':
        await runProbe(channel, work);
        break;
    }
    await channel.send({ type: 'finished' });
  } catch (error) {
    if (toErrorRecord(error).code === 'INTERNAL') console.error(error);
    await channel.send({ type: 'failed', error: toErrorRecord(error) });
  }
  process.disconnect();
}

await main();

import { profileSessions, selectEngine } from '@sagittal/engines';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { TurnLength } from '../contestant.ts';
import { makeWork } from './work.ts';

// Our side of the compute suite, as a process of its own: its memory holds the engine and one network, nothing else.

async function main(): Promise<void> {
  const {
    work: kind,
    network,
    threads,
    profile,
  } = parseArgs({
    options: {
      work: { type: 'string', default: 'forward' },
      network: { type: 'string', default: '' },
      threads: { type: 'string', default: '1' },
      // files of ONNX Runtime's own account, written when the pipe is closed
      profile: { type: 'string' },
    },
  }).values;
  const { engine } = await selectEngine({ threads: Number(threads) });
  // only now: the engine's self-test is no part of it
  profileSessions(profile ?? null);
  const work = await makeWork(engine, kind, network);
  const answer = (line: unknown) => process.stdout.write(`${JSON.stringify(line)}\n`);
  answer({ peer: `${engine.name} ${engine.version} (${engine.device})` });
  for await (const line of createInterface({ input: process.stdin })) {
    const { warmUp, atLeast, seconds } = JSON.parse(line) as TurnLength;
    for (let pass = 0; pass < warmUp; pass += 1) await work.pass();
    const times: number[] = [];
    let sum = 0;
    while (times.length < atLeast || sum < seconds) {
      const began = performance.now();
      await work.pass();
      const taken = (performance.now() - began) / 1000;
      times.push(taken);
      sum += taken;
    }
    answer({ times });
  }
  await work.dispose();
}

await main();

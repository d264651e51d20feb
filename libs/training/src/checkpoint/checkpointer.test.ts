import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { TrainEvent } from '../events.ts';
import type { Snapshot } from '../loop/fit.ts';
import { Checkpointer } from './checkpointer.ts';

function snapshot(epoch: number): Snapshot {
  return {
    epoch,
    step: epoch * 10,
    parameters: new Map([['head/kernel', { shape: [2], data: Float32Array.of(epoch, -epoch) }]]),
    optimizerState: new Map([['head/kernel:m', Float32Array.of(0.5, epoch)]]),
    validationScores: new Float32Array(),
  };
}

async function collected(events: AsyncIterable<TrainEvent>): Promise<TrainEvent[]> {
  const all = [];
  for await (const event of events) all.push(event);
  return all;
}

test('best and last are written once for each state, with the parameters that were not trained', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-checkpoint-'));
  try {
    const fixed = new Map([
      ['base/kernel', { shape: [1], data: Float32Array.of(7) }],
      ['head/kernel', { shape: [2], data: Float32Array.of(0, 0) }],
    ]);
    const checkpointer = new Checkpointer(folder, { fixed, metadata: { architecture: 'x' } });
    expect(await collected(checkpointer.maybeWrite(snapshot(1), snapshot(1)))).toEqual([]);
    expect(await collected(checkpointer.write(snapshot(2), snapshot(1)))).toMatchObject([
      { type: 'checkpoint', kind: 'BEST', epoch: 1, step: 10, file: 'best.safetensors' },
      { type: 'checkpoint', kind: 'LAST', epoch: 2, step: 20, file: 'last.safetensors' },
    ]);
    expect(await collected(checkpointer.write(snapshot(3), snapshot(1)))).toMatchObject([{ kind: 'LAST', epoch: 3 }]);
    const header = async (name: string) => {
      const file = await readFile(path.join(folder, name));
      return JSON.parse(file.subarray(8, 8 + Number(file.readBigUInt64LE(0))).toString('utf8')) as Record<string, unknown>;
    };
    expect(Object.keys(await header('best.safetensors'))).toEqual(['__metadata__', 'base/kernel', 'head/kernel']);
    expect(await header('last.safetensors')).toMatchObject({
      __metadata__: { architecture: 'x', epoch: '3', step: '30' },
      'optimizer/head/kernel:m': { shape: [2] },
    });
    expect((await readFile(path.join(folder, 'best.safetensors'))).subarray(-8)).toEqual(
      Buffer.from(Float32Array.of(1, -1).buffer),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

import { parentEnvironment } from '../../env.ts';
import { HEAD_LAYERS, type Parameters } from '@sagittal/models';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { type Curve, tellSteps } from './curve.ts';
import { type FineTuning, ordersOf, ratesOf } from './plan.ts';
import type { Subsets } from './subsets.ts';

const lineSchema = z.union([
  z.object({ peer: z.string() }),
  z.object({ loss: z.number() }),
  z.object({ testAccuracy: z.number(), testLoss: z.number() }),
  z.object({ predictions: z.array(z.int()), seconds: z.number() }),
]);

/** Writes what PyTorch needs to do the same: pixels, classes, orders, learning rates and the classifier's initial weights. */
export async function writeTorchJob(
  folder: string,
  tuning: FineTuning,
  { classes, training, test }: Subsets,
  parameters: Parameters,
  weights: string,
): Promise<void> {
  const { size, batch } = tuning;
  await writeFile(path.join(folder, 'training.u8'), training.pixels);
  await writeFile(path.join(folder, 'test.u8'), test.pixels);
  const head = ['kernel', 'bias'].flatMap((suffix) => [...(parameters.get(`${HEAD_LAYERS.logits}/${suffix}`)?.data ?? [])]);
  await writeFile(path.join(folder, 'head.f32'), new Uint8Array(Float32Array.from(head).buffer));
  const job = {
    ...{ size, batch, classes: classes.length, threads: os.availableParallelism(), weights },
    ...{ labels: training.labels, testLabels: test.labels },
    ...{ orders: ordersOf(tuning).map((order) => [...order]), rates: ratesOf(tuning) },
  };
  await writeFile(path.join(folder, 'job.json'), JSON.stringify(job));
}

/**
 * PyTorch's training of its own ResNet50 of Keras's layout, from the same file of weights on the same batches.
 * @param folder where the job was written
 * @param options.double only so many first steps, in double precision
 */
export async function fineTuneTorch(
  folder: string,
  {
    python,
    program,
    double,
    tell,
  }: {
    readonly python: string;
    readonly program: string;
    readonly double?: number;
    readonly tell: (text: string) => void;
  },
): Promise<Curve> {
  const more = double === undefined ? [] : ['--double', String(double)];
  const child = spawn(python, ['-B', program, folder, ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // ours trains at the same time: threads that spin while they wait would take its processors
    env: { ...parentEnvironment(), OMP_WAIT_POLICY: 'PASSIVE' },
  });
  const ended = once(child, 'exit');
  let title = 'PyTorch';
  const losses: number[] = [];
  const tests: { accuracy: number; loss: number }[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    const line = lineSchema.parse(JSON.parse(text));
    if ('peer' in line) title = line.peer;
    else if ('loss' in line) {
      losses.push(line.loss);
      tellSteps(losses, tell);
    } else if ('testAccuracy' in line) {
      tests.push({ accuracy: line.testAccuracy, loss: line.testLoss });
      tell(
        `epoch ${String(tests.length)}: test accuracy ${(100 * line.testAccuracy).toFixed(2)} %, loss ${line.testLoss.toFixed(4)}`,
      );
    } else return { title, losses, tests, ...line };
  }
  const [code] = (await ended) as readonly unknown[];
  throw new Error(`PyTorch ended with ${String(code)} before its training did.`);
}

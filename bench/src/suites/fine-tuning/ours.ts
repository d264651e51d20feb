import { type Engine, selectEngine } from '@sagittal/engines';
import { deriveStepGraph, type Graph, type Parameters } from '@sagittal/models';
import type { PreparedNetwork } from '@sagittal/training';
import { type Curve, tellSteps } from './curve.ts';
import { type FineTuning, ordersOf, ratesOf, recipeOf } from './plan.ts';
import type { DecodedSubset, Subsets } from './subsets.ts';

const ENDPOINT = 'probabilities';

/** Our engine's training of the whole network, judged on the test images after each epoch. */
export async function fineTuneOurs(
  tuning: FineTuning,
  { classes, training, test }: Subsets,
  { plan, parameters }: PreparedNetwork,
  tell: (text: string) => void,
): Promise<Curve> {
  const { engine } = await selectEngine();
  const recipe = recipeOf(tuning);
  const step = deriveStepGraph(plan.whole, {
    loss: recipe.loss.type,
    optimizer: recipe.optimizer,
    isTrainable: plan.isTrainable,
  });
  const session = await engine.compileTraining(step, { batch: tuning.batch, parameters });
  const rates = ratesOf(tuning);
  const losses: number[] = [];
  const tests: { accuracy: number; loss: number }[] = [];
  let predictions: readonly number[] = [];
  const began = performance.now();
  try {
    for (const [epoch, order] of ordersOf(tuning).entries()) {
      for (let from = 0; from < order.length; from += tuning.batch) {
        const rows = order.subarray(from, from + tuning.batch);
        const input = { data: gather(training, rows), count: rows.length, targets: oneHot(training, rows, classes.length) };
        const { loss } = await session.step({ ...input, masks: new Map() }, { learningRate: rates[losses.length] ?? 0 });
        losses.push(loss);
        tellSteps(losses, tell);
      }
      const judged = await judge(engine, plan.whole, session.parameters(), test, classes.length, tuning.batch);
      predictions = judged.predictions;
      tests.push({ accuracy: judged.accuracy, loss: judged.loss });
      tell(`epoch ${String(epoch + 1)}: test accuracy ${(100 * judged.accuracy).toFixed(2)} %, loss ${judged.loss.toFixed(4)}`);
    }
  } finally {
    await session.dispose();
  }
  const title = `Sagittal (${engine.name} ${engine.version})`;
  return { title, losses, tests, predictions, seconds: (performance.now() - began) / 1000 };
}

function gather({ pixels, labels }: DecodedSubset, rows: Uint32Array): Uint8Array {
  const bytes = pixels.length / labels.length;
  const data = new Uint8Array(rows.length * bytes);
  rows.forEach((row, place) => {
    data.set(pixels.subarray(row * bytes, (row + 1) * bytes), place * bytes);
  });
  return data;
}

function oneHot({ labels }: DecodedSubset, rows: Uint32Array, classCount: number): Float32Array {
  const targets = new Float32Array(rows.length * classCount);
  rows.forEach((row, place) => {
    targets[place * classCount + (labels[row] ?? 0)] = 1;
  });
  return targets;
}

/** Accuracy and mean cross-entropy over a subset. */
async function judge(
  engine: Engine,
  graph: Graph,
  parameters: Parameters,
  { pixels, labels }: DecodedSubset,
  classCount: number,
  batch: number,
) {
  const session = await engine.compileForward(graph, { batch, parameters, endpoints: [ENDPOINT] });
  const bytes = pixels.length / labels.length;
  const predictions: number[] = [];
  let loss = 0;
  try {
    for (let from = 0; from < labels.length; from += batch) {
      const count = Math.min(batch, labels.length - from);
      const scores = (await session.forward({ data: pixels.subarray(from * bytes, (from + count) * bytes), count })).get(
        ENDPOINT,
      );
      if (scores === undefined) throw new Error(`The engine gave no ${ENDPOINT}.`);
      for (let place = 0; place < count; place += 1) {
        const row = [...scores.subarray(place * classCount, (place + 1) * classCount)];
        predictions.push(row.indexOf(Math.max(...row)));
        loss -= Math.log(row[labels[from + place] ?? 0] ?? NaN);
      }
    }
  } finally {
    await session.dispose();
  }
  const right = predictions.filter((predicted, index) => predicted === labels[index]).length;
  return { accuracy: right / labels.length, loss: loss / labels.length, predictions };
}

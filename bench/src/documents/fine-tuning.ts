import type { FineTuningRecord } from '../suites/fine-tuning/curve.ts';
import { type Line, linePlot } from './line-plot.ts';

/** The loss of each step's batch, both sides over one another. */
export function fineTuningPlot({ ours, peer }: FineTuningRecord): string {
  const line = (name: string, colour: string, losses: readonly number[]): Line => ({
    name,
    colour,
    points: losses.map((y, index) => ({ x: index + 1, y })),
  });
  return linePlot(
    'Training loss of ResNet50 by step',
    [line(peer.title, '#d9730d', peer.losses), line(ours.title, '#2f6fde', ours.losses)],
    { x: 'step', y: 'loss of the batch' },
  );
}

/** What the record says, in Markdown. */
export function fineTuningTable(record: FineTuningRecord): string {
  const { ours, peer } = record;
  const percent = (share: number | undefined): string => `${(100 * (share ?? NaN)).toFixed(2)} %`;
  const agreed = ours.predictions.filter((predicted, index) => predicted === peer.predictions[index]).length;
  const distances = (losses: readonly number[]): string =>
    record.double.map((exact, step) => Math.abs((losses[step] ?? NaN) - exact).toExponential(1)).join(', ');
  return [
    `${record.measuredAt.slice(0, 10)}, ${record.processor}: ${record.dataset}, ${String(record.trainingImages)} training and ${String(record.testImages)} test ` +
      `images of its official split at ${String(record.size)} × ${String(record.size)}, batches of ${String(record.batch)}, ${String(record.epochs)} epochs, ` +
      `Adam at ${String(record.learningRate)} falling to 0 by a cosine.`,
    [
      `| after epoch | ${ours.title}: test accuracy | loss | ${peer.title}: test accuracy | loss |`,
      '| --- | --- | --- | --- | --- |',
      ...ours.tests.map(({ accuracy, loss }, index) => {
        const other = peer.tests[index];
        return `| ${String(index + 1)} | ${percent(accuracy)} | ${loss.toFixed(4)} | ${percent(other?.accuracy)} | ${(other?.loss ?? NaN).toFixed(4)} |`;
      }),
    ].join('\n'),
    `At the end the two agree on ${String(agreed)} of ${String(ours.predictions.length)} test images.`,
    `Against the same training in double precision (PyTorch), the losses of the first ${String(record.double.length)} steps are off by ` +
      `${distances(ours.losses)} here and by ${distances(peer.losses)} in PyTorch's fp32.`,
  ].join('\n\n');
}

import { csv, SUBSETS } from '@sagittal/contracts';
import type { RunExportQuery } from '../gql/operations.ts';
import type { Client } from '../server/client.ts';
import { everyImage, everyPrediction, type ExportedPrediction } from './pages.ts';

type Curves = NonNullable<RunExportQuery['curves']>;

export interface ExportedFile {
  readonly name: string;
  readonly text: string;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const NON_FINITE = { NAN: 'NaN', POSITIVE_INFINITY: 'Infinity', NEGATIVE_INFINITY: '-Infinity' } as const;

/** One row a point, in the order in which the server gives the series. */
function metricsCsv(curves: Curves): string {
  return csv(
    ['key', 'unit', 'step', 'value', 'time'],
    curves.metricSeries.flatMap((series) => {
      const nonFinite = new Map(series.nonFinite.map((point) => [point.index, NON_FINITE[point.value]]));
      return series.steps.map((step, index) => [
        series.key,
        series.unit,
        step,
        nonFinite.get(index) ?? series.values[index] ?? null,
        series.times[index] ?? null,
      ]);
    }),
  );
}

/** One row an image, with one column of scores (probabilities) a class. */
function predictionsCsv(classes: readonly string[], predictions: readonly ExportedPrediction[]): string {
  return csv(
    ['image', 'path', 'sha256', 'label', 'predicted', 'correct', ...classes.map((name) => `score_${name}`)],
    predictions.map((one) => [
      one.image.id,
      one.image.path,
      one.image.sha256,
      one.label,
      one.predictedLabel,
      one.correct,
      ...classes.map((_, index) => one.scores[index] ?? null),
    ]),
  );
}

/** Every file of a run's archive, in order. Those about the data are left out where a run has no split. */
export async function exportFiles(client: Client, { run, curves, data }: RunExportQuery): Promise<ExportedFile[]> {
  if (!run) return [];
  const files: ExportedFile[] = [
    { name: 'run.json', text: json(run) },
    { name: 'recipe.json', text: json(run.recipe) },
    { name: 'metrics.csv', text: metricsCsv(curves ?? { metricSeries: [] }) },
  ];
  for (const evaluation of run.evaluations) {
    files.push({
      name: `predictions-${evaluation.subset.toLowerCase()}.csv`,
      text: predictionsCsv(evaluation.classes, await everyPrediction(client, evaluation.id)),
    });
  }
  if (data?.split) {
    const { certificate, ...split } = data.split;
    const versionId = split.datasetVersion.id;
    const images = await everyImage(client, versionId, null);
    files.push({
      name: 'manifest.csv',
      text: csv(
        ['image', 'path', 'label', 'group', 'sha256', 'bytes', 'width', 'height'],
        images.map((image) => [
          image.id,
          image.path,
          image.label,
          image.group ?? null,
          image.sha256,
          image.bytes,
          image.width,
          image.height,
        ]),
      ),
    });
    const members: string[][] = [];
    for (const subset of SUBSETS) {
      for (const image of await everyImage(client, versionId, { splitId: split.id, subset }))
        members.push([image.id, image.path, image.label, subset]);
    }
    files.push({ name: 'split.csv', text: csv(['image', 'path', 'label', 'subset'], members) });
    files.push({ name: 'certificate.json', text: json({ split, certificate }) });
  }
  return files;
}

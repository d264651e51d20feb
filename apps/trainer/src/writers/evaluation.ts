import { newId } from '@sagittal/contracts';
import type { TrainEvent } from '@sagittal/training';
import { predictedClasses } from '@sagittal/models';
import type pg from 'pg';

type PredictionsEvent = Extract<TrainEvent, { type: 'predictions' }>;

/** Predictions a statement. */
const CHUNK = 2_000;

/**
 * An evaluation with all its predictions, in the place of the run's former one on that subset. It keeps the certificate that
 * the split has now, and the best checkpoint.
 */
export async function writeEvaluation(
  client: pg.PoolClient,
  runId: string,
  { subset, itemIds, labels, scores, report }: PredictionsEvent,
): Promise<void> {
  await client.query(
    `DELETE FROM "Evaluation" e USING "Run" r WHERE r.id = $1 AND e."runId" = r.id AND e."splitId" = r."splitId" AND e.subset = $2::"Subset"`,
    [runId, subset],
  );
  const evaluationId = newId('evaluation');
  await client.query(
    `INSERT INTO "Evaluation" (id, "runId", "splitId", subset, "checkpointId", "certificateId", "createdAt", "imageCount", classes, accuracy, metrics, "perClass", confusion)
     SELECT $2, r.id, r."splitId", $3::"Subset",
       (SELECT c.id FROM "Checkpoint" c WHERE c."runId" = r.id AND c.kind = 'BEST' ORDER BY c.seq DESC LIMIT 1),
       (SELECT c.id FROM "SplitCertificate" c WHERE c."splitId" = r."splitId" ORDER BY c."checkedAt" DESC, c.id DESC LIMIT 1),
       clock_timestamp(), $4, $5, $6, $7, $8, $9
     FROM "Run" r WHERE r.id = $1`,
    [
      runId,
      evaluationId,
      subset,
      report.imageCount,
      report.classes,
      report.metrics.find(({ key }) => key === 'accuracy')?.value ?? null,
      JSON.stringify(report.metrics),
      JSON.stringify(report.perClass),
      JSON.stringify(report.confusion),
    ],
  );
  const { classes } = report;
  const predicted = predictedClasses(scores, classes.length);
  for (let start = 0; start < itemIds.length; start += CHUNK) {
    await writePredictions(client, evaluationId, {
      classes,
      itemIds: itemIds.slice(start, start + CHUNK),
      labels: labels.subarray(start, start + CHUNK),
      predicted: predicted.subarray(start, start + CHUNK),
      scores: scores.subarray(start * classes.length, (start + CHUNK) * classes.length),
    });
  }
}

interface PredictionRows {
  readonly classes: readonly string[];
  readonly itemIds: readonly string[];
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  /** [rows, classes] */
  readonly scores: Float32Array;
}

async function writePredictions(
  client: pg.PoolClient,
  evaluationId: string,
  { classes, itemIds, labels, predicted, scores }: PredictionRows,
): Promise<void> {
  const count = classes.length;
  await client.query(
    `INSERT INTO "Prediction" (id, "evaluationId", "itemId", label, "predictedLabel", correct, confidence, "labelScore", scores)
     SELECT t.id, $1, t.item, ($4::text[])[t.label], ($4::text[])[t.predicted], t.label = t.predicted,
       ($7::float8[])[(t.ordinal - 1) * $8 + t.predicted], ($7::float8[])[(t.ordinal - 1) * $8 + t.label], ($7::float8[])[(t.ordinal - 1) * $8 + 1 : t.ordinal * $8]
     FROM unnest($2::text[], $3::text[], $5::int[], $6::int[]) WITH ORDINALITY AS t(id, item, label, predicted, ordinal)`,
    [
      evaluationId,
      itemIds.map(() => newId('prediction')),
      itemIds,
      classes,
      // PostgreSQL counts from 1
      Array.from(labels, (index) => index + 1),
      Array.from(predicted, (index) => index + 1),
      Array.from(scores),
      count,
    ],
  );
}

import { newId } from '@sagittal/contracts';
import type { TrainEvent } from '@sagittal/training';
import type pg from 'pg';
import { writeArtifact } from './artifact.ts';

type CheckpointEvent = Extract<TrainEvent, { type: 'checkpoint' }>;

/** A checkpoint's row, and its file among the run's artifacts; both in the place of the former of its kind. */
export async function writeCheckpoint(
  client: pg.PoolClient,
  runId: string,
  { kind, epoch, step, bytes, sha256, file }: CheckpointEvent,
  seq: bigint,
): Promise<void> {
  await client.query(`DELETE FROM "Checkpoint" WHERE "runId" = $1 AND kind = $2::"CheckpointKind"`, [runId, kind]);
  await client.query(
    `INSERT INTO "Checkpoint" (id, "runId", kind, epoch, step, bytes, sha256, file, seq, "createdAt") VALUES ($1, $2, $3::"CheckpointKind", $4, $5, $6, $7, $8, $9, clock_timestamp())`,
    [newId('checkpoint'), runId, kind, epoch, step, bytes, sha256, file, seq],
  );
  await writeArtifact(client, runId, { name: file, bytes, sha256 });
}

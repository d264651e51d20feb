import { type ModelCard, RESULT_FILES } from '@sagittal/contracts';
import { encodeModelFile } from '@sagittal/engines';
import type { Parameters } from '@sagittal/models';
import { type WrittenFile, writeFileSafely } from '../checkpoint/write-file.ts';
import { log, type PredictionsEvent, type TrainEvent } from '../events.ts';
import type { TrainImage } from '../job.ts';
import { cardText } from './card-text.ts';
import { type CardFacts, modelCard, modelMetadata } from './model-card.ts';
import { predictionsCsv } from './predictions-csv.ts';

export interface ResultFacts extends Omit<CardFacts, 'results'> {
  readonly directory: string;
  /** Every parameter of the whole network, at its best. */
  readonly parameters: Parameters;
  readonly predictions: readonly PredictionsEvent[];
  /** All that may be in `predictions`. */
  readonly evaluated: readonly TrainImage[];
}

/**
 * What leaves the house: the model for any ONNX runtime, its card for programs and for people, and the predictions as tables.
 * A file that cannot be written is told in the log and takes nothing else with it: the run has its checkpoints.
 */
export async function* writeResults(facts: ResultFacts): AsyncGenerator<TrainEvent, void, undefined> {
  const { directory, plan, parameters, predictions, evaluated } = facts;
  const results = predictions.map(({ subset, report }) => ({ subset, ...report }));
  const card = modelCard({ ...facts, results });
  let model: WrittenFile | null = null;
  const files: [name: string, bytes: () => Uint8Array | string][] = [
    [
      RESULT_FILES.model,
      () =>
        encodeModelFile(plan.whole, parameters, {
          outputs: card.outputs.map(({ name }) => name),
          description: `${card.architecture.title} that tells apart ${card.classes.join(', ')}. ${card.notice}`,
          metadata: modelMetadata(card),
        }),
    ],
    [RESULT_FILES.card, () => `${JSON.stringify({ ...card, file: model } satisfies ModelCard, null, 2)}\n`],
    [RESULT_FILES.cardText, () => cardText({ ...card, file: model })],
    ...predictions.map((event): [string, () => string] => [
      RESULT_FILES.predictions[event.subset],
      () => predictionsCsv(evaluated, event),
    ]),
  ];
  for (const [name, make] of files) {
    try {
      const made = make();
      const bytes = typeof made === 'string' ? new TextEncoder().encode(made) : made;
      const written = await writeFileSafely(directory, name, bytes);
      if (name === RESULT_FILES.model) model = written;
      yield { type: 'artifact', ...written };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      yield log('ERROR', `${name} could not be written: ${reason} The run's results and checkpoints are whole.`);
    }
  }
}

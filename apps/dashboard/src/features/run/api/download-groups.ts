import { RESULT_FILES } from '@sagittal/contracts';
import type { RunDetail } from './run-query.ts';

type Artifact = RunDetail['artifacts'][number];
type Checkpoint = RunDetail['checkpoints'][number];

export interface Download {
  readonly name: string;
  /** What is in it. */
  readonly what: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly url: string;
}

export interface DownloadGroup {
  readonly title: string;
  readonly files: readonly Download[];
}

const { model, card, cardText, predictions } = RESULT_FILES;

/** What a file is, in the order in which files are shown; what is not listed comes last. */
const KNOWN: readonly (readonly [group: string, name: string, what: string])[] = [
  ['Model', model, 'for any ONNX runtime, preprocessing inside'],
  ['Model', cardText, 'its card, to read'],
  ['Model', card, 'its card, for programs'],
  ['Predictions', predictions.TEST, 'scores of the test images'],
  ['Predictions', predictions.VALIDATION, 'scores of the validation images'],
  ['Predictions', predictions.TRAIN, 'scores of the training images'],
];

/** The files of a run under the names of what they are for; groups without a file are left out. */
export function downloadGroups(artifacts: readonly Artifact[], checkpoints: readonly Checkpoint[]): readonly DownloadGroup[] {
  const found = (name: string, what: string): Download[] =>
    artifacts.filter((artifact) => artifact.name === name).map((artifact) => ({ ...artifact, what }));
  const known = (group: string): Download[] =>
    KNOWN.filter(([of]) => of === group).flatMap(([, name, what]) => found(name, what));
  // a checkpoint and its file have the same bytes
  const weights = checkpoints
    .toSorted((one) => (one.kind === 'BEST' ? -1 : 1))
    .flatMap(({ kind, epoch, sha256 }) =>
      artifacts
        .filter((artifact) => artifact.sha256 === sha256)
        .map((artifact) => ({
          ...artifact,
          what:
            kind === 'BEST' ? `best weights, of epoch ${epoch}` : `last weights with the optimizer’s state, of epoch ${epoch}`,
        })),
    );
  const groups = [
    { title: 'Model', files: known('Model') },
    { title: 'Checkpoints', files: weights },
    { title: 'Predictions', files: known('Predictions') },
  ];
  const shown = new Set(groups.flatMap(({ files }) => files.map(({ name }) => name)));
  const others = artifacts.filter(({ name }) => !shown.has(name)).map((artifact) => ({ ...artifact, what: '' }));
  return [...groups, { title: 'Others', files: others }].filter(({ files }) => files.length > 0);
}

import type { Estimate, ModelCard, Subset } from '@sagittal/contracts';

const SUBSET_NAMES: Readonly<Record<Subset, string>> = { TRAIN: 'training', VALIDATION: 'validation', TEST: 'test' };
const METRIC_NAMES: Readonly<Record<string, string>> = { accuracy: 'Accuracy', f1_macro: 'F1, mean of the classes' };

const count = (value: number): string => value.toLocaleString('en');
const percent = (value: number | null): string => (value === null ? 'not defined' : `${(100 * value).toFixed(2)} %`);

function estimate({ value, low, high }: Estimate): string {
  if (value === null || low === null || high === null) return percent(value);
  return `${percent(value)} (${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)})`;
}

/** Text that means nothing to Markdown, whatever a dataset or a class is called. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function results({ results: judged }: ModelCard): string {
  if (judged.length === 0) return 'The model was not judged on any image.';
  return judged
    .map(({ subset, imageCount, metrics, perClass }) =>
      [
        `### On the ${count(imageCount)} ${SUBSET_NAMES[subset]} images`,
        table(
          ['Metric', 'Value (95 % interval)', 'Interval by'],
          metrics.map((metric) => [METRIC_NAMES[metric.key] ?? plain(metric.key), estimate(metric), metric.method]),
        ),
        table(
          ['Class', 'Images', 'Sensitivity', 'Specificity', 'Precision', 'F1'],
          perClass.map(({ className, support, sensitivity, specificity, precision, f1 }) => [
            plain(className),
            count(support),
            ...[sensitivity, specificity, precision, f1].map(estimate),
          ]),
        ),
      ].join('\n\n'),
    )
    .join('\n\n');
}

function usage(card: ModelCard): string {
  const [, height, width] = card.input.shape;
  if (card.file === null) return 'The model file could not be written; the run’s checkpoint holds the weights.';
  return `The input \`image\` takes pixels as they are, 0 to 255: the preprocessing is inside. Decode a picture to RGB, upright by its EXIF orientation, without alpha and without its colour profile; then stretch it to ${String(height)} × ${String(width)} (height × width, the aspect ratio is not kept) by a triangle filter that averages where it shrinks: Pillow's BILINEAR. A picture of that size already goes in as it is.

\`\`\`python
import numpy, onnxruntime
from PIL import Image, ImageOps

classes = ${JSON.stringify(card.classes)}
picture = ImageOps.exif_transpose(Image.open("picture.jpg")).convert("RGB")
if picture.size != (${String(width)}, ${String(height)}):
    picture = picture.resize((${String(width)}, ${String(height)}), Image.Resampling.BILINEAR)
session = onnxruntime.InferenceSession("${card.file.name}")
[scores] = session.run(["probabilities"], {"image": numpy.asarray(picture)[None]})
print(dict(zip(classes, scores[0])))
\`\`\``;
}

/** The card for people, as Markdown. */
export function cardText(card: ModelCard): string {
  const { architecture, weights, dataset, split, certificate, training, images, file } = card;
  const facts: readonly (readonly [string, string])[] = [
    ['Architecture', `${plain(architecture.title)} (${plain(architecture.family)})`],
    ['Paper', architecture.paper === null ? 'none' : plain(architecture.paper)],
    ['Parameters', `${count(architecture.totalParameters)}, ${count(architecture.trainableParameters)} of them trained`],
    ['Began with', weights === null ? 'seeded weights' : `${plain(weights.title)}, from ${plain(weights.source)}`],
    ['Licence of the weights it began with', weights === null ? 'none: they were drawn' : plain(weights.licence)],
    ['Licence of the architecture', plain(architecture.licence)],
    ['Dataset', `${plain(dataset.name)}, version ${String(dataset.version)}`],
    ['Split', `${plain(split.name)} (${split.strategy.toLowerCase().replaceAll('_', ' ')}, seed ${String(split.seed)})`],
    ['Images', `${count(images.TRAIN)} training, ${count(images.VALIDATION)} validation, ${count(images.TEST)} test`],
    ['Certificate', certificate === null ? 'none' : plain(certificate.statement)],
    [
      'Trained',
      `${count(training.epochs)} epochs, seed ${String(training.seed)}; these are the weights of epoch ${String(training.bestEpoch)}, the best by validation`,
    ],
    ['Computed by', `${plain(training.engine)} ${plain(training.engineVersion)} (${plain(training.device)})`],
  ];
  const hashes: readonly (readonly [string, string])[] = [
    ...(file === null ? [] : [[`\`${file.name}\`, ${count(file.bytes)} bytes`, file.sha256] as const]),
    ['Recipe', training.recipeHash],
    ['Manifest of the dataset', dataset.manifestHash],
    ...(weights?.sha256 ? [['Weights it began with', weights.sha256] as const] : []),
  ];
  return `# ${plain(card.run.name)}

**${card.notice}**

Run \`${card.run.id}\`, made with Sagittal ${plain(card.codeVersion)}.

${table(['', ''], facts)}

## Classes, in the order of the scores

${card.classes.map((name, index) => `${String(index + 1)}. ${plain(name)}`).join('\n')}

## How to use it

${usage(card)}

## How good it was

Chosen by validation; the test images were looked at once, at the end. Intervals are for images drawn like these, and say nothing about another hospital's.

${results(card)}

## Hashes (SHA-256)

${table(
  ['Of', 'SHA-256'],
  hashes.map(([what, hash]) => [what, `\`${hash}\``]),
)}

All of this, and the whole recipe, is in \`model-card.json\`.
`;
}

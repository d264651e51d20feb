import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { type ModelCard, type RecipeInput, recipeSchema } from '@sagittal/contracts';
import { initialParameters, planNetwork } from '@sagittal/models';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { judged } from '../evaluate-subset.ts';
import type { TrainEvent } from '../events.ts';
import { writeResults } from './write-results.ts';

const CLASSES = ['glioma', 'no | tumour'];
const IMAGES = [
  { itemId: 'itm_a', name: 'a "b", c.png', path: '', sha256: 'aa', classIndex: 0 },
  { itemId: 'itm_b', name: 'b.png', path: '', sha256: 'bb', classIndex: 1 },
  { itemId: 'itm_c', name: 'c.png', path: '', sha256: 'cc', classIndex: 1 },
];

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'sagittal-results-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function written(
  directory: string,
  input: RecipeInput = { backbone: { architecture: 'small-cnn' }, input: { height: 32, width: 48 } },
) {
  const recipe = recipeSchema.parse(input);
  const plan = planNetwork(recipe, CLASSES.length);
  const predictions = [
    judged('TEST', IMAGES, {
      classes: CLASSES,
      labels: Int32Array.of(0, 1, 1),
      scores: Float32Array.of(0.75, 0.25, 0.5, 0.5, 0.25, 0.75),
    }),
  ];
  const events: TrainEvent[] = [];
  for await (const event of writeResults({
    directory,
    origin: {
      run: { id: 'run_1', name: 'a_run' },
      dataset: { name: 'brains', version: 3, manifestHash: 'f'.repeat(64) },
      split: { name: 'official', strategy: 'OFFICIAL_CLEANED', seed: 7 },
      certificate: { level: 'COPIES', statement: 'No copy crosses.' },
      codeVersion: '0.1.0',
    },
    recipe,
    plan,
    weightsHash: null,
    parameters: initialParameters(plan.whole, 1),
    classes: CLASSES,
    images: { TRAIN: 10, VALIDATION: 0, TEST: 3 },
    predictions,
    evaluated: IMAGES,
    engine: { name: 'onnxruntime', version: '1.0', device: 'CPU, 1 thread', threads: 1 },
    epochs: 4,
    bestEpoch: 2,
  }))
    events.push(event);
  return events;
}

const text = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8');

describe('the files of a finished run', () => {
  test('are the model, its card twice, and the predictions, each told with its size and hash', async () => {
    const events = await written(folder);
    expect(events.map((event) => (event.type === 'artifact' ? event.name : event.type))).toEqual([
      'model.onnx',
      'model-card.json',
      'model-card.md',
      'predictions-test.csv',
    ]);
    for (const event of events) {
      if (event.type !== 'artifact') continue;
      const bytes = await readFile(path.join(folder, event.name));
      expect(event).toMatchObject({
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest('hex'),
      });
    }
  });

  test('the card says what the model is, how pictures go in, how good it was, and the hash of its file', async () => {
    const [model] = await written(folder);
    const card = JSON.parse(await text('model-card.json')) as ModelCard;
    expect(card).toMatchObject({
      cardVersion: 1,
      notice: expect.stringContaining('Not a medical device'),
      run: { id: 'run_1' },
      architecture: { name: 'small-cnn', licence: 'Apache-2.0' },
      weights: null,
      classes: CLASSES,
      input: { name: 'image', shape: ['N', 32, 48, 3], colour: 'RGB', resize: { fit: 'stretch', filter: 'triangle' } },
      outputs: [{ name: 'probabilities', shape: ['N', 2] }, { name: 'logits' }],
      results: [{ subset: 'TEST', imageCount: 3, metrics: [{ key: 'accuracy', value: 2 / 3 }, { key: 'f1_macro' }] }],
      training: { engine: 'onnxruntime', bestEpoch: 2, recipeHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      file: { name: 'model.onnx', sha256: model?.type === 'artifact' ? model.sha256 : '' },
    });
    const markdown = await text('model-card.md');
    expect(markdown).toContain('# a\\_run');
    expect(markdown).toContain('1. glioma\n2. no \\| tumour');
    expect(markdown).toContain('| Accuracy | 66.67 % (20.77 to 93.85) | wilson |');
    expect(markdown).toContain('stretch it to 32 × 48');
    expect(markdown).toContain('No copy crosses.');
    expect(markdown).not.toMatch(/undefined|NaN|null/);
  });

  test('the same recipe has the same hash in any order of its keys, another one has another', async () => {
    const hash = async (recipe: RecipeInput): Promise<string> => {
      await written(folder, recipe);
      return (JSON.parse(await text('model-card.json')) as ModelCard).training.recipeHash;
    };
    const one = await hash({ epochs: 3, backbone: { architecture: 'small-cnn', trainable: 'all' } });
    expect(await hash({ backbone: { trainable: 'all', architecture: 'small-cnn' }, epochs: 3 })).toBe(one);
    expect(await hash({ epochs: 4, backbone: { architecture: 'small-cnn' } })).not.toBe(one);
  });

  test('the table of predictions has a column of scores for each class', async () => {
    await written(folder);
    expect(await text('predictions-test.csv')).toBe(
      'image,path,sha256,label,predicted,correct,score_glioma,score_no | tumour\n' +
        'itm_a,"a ""b"", c.png",aa,glioma,glioma,true,0.75,0.25\n' +
        'itm_b,b.png,bb,no | tumour,glioma,false,0.5,0.5\n' +
        'itm_c,c.png,cc,no | tumour,no | tumour,true,0.25,0.75\n',
    );
  });

  test('where none can be written, the log says so of each, and nothing is thrown', async () => {
    const file = path.join(folder, 'no-folder');
    await writeFile(file, '');
    const events = await written(file);
    expect(events).toHaveLength(4);
    for (const event of events) expect(event).toMatchObject({ type: 'log', level: 'ERROR' });
    expect(events[0]).toMatchObject({ message: expect.stringContaining('model.onnx could not be written') });
  });
});

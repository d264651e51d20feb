import { expect, test } from 'vitest';
import { downloadGroups } from './download-groups.ts';

const artifact = (name: string) => ({ name, bytes: 10, sha256: `hash of ${name}`, url: `/runs/run_1/files/${name}` });
const checkpoint = (kind: 'BEST' | 'LAST', name: string, epoch: number) => ({
  id: kind,
  kind,
  epoch,
  step: 1,
  bytes: 10,
  sha256: `hash of ${name}`,
  createdAt: '',
});

test('files stand under what they are for, each once, in an order of their own', () => {
  const names = ['best.safetensors', 'last.safetensors', 'model-card.json', 'model-card.md', 'model.onnx', 'notes.txt'];
  const groups = downloadGroups([...names, 'predictions-test.csv', 'predictions-validation.csv'].map(artifact), [
    checkpoint('LAST', 'last.safetensors', 5),
    checkpoint('BEST', 'best.safetensors', 3),
  ]);
  expect(groups.map(({ title, files }) => [title, ...files.map(({ name }) => name)])).toEqual([
    ['Model', 'model.onnx', 'model-card.md', 'model-card.json'],
    ['Checkpoints', 'best.safetensors', 'last.safetensors'],
    ['Predictions', 'predictions-test.csv', 'predictions-validation.csv'],
    ['Others', 'notes.txt'],
  ]);
  expect(groups[1]?.files[0]?.what).toBe('best weights, of epoch 3');
});

test('of a run that was cut short there are checkpoints alone', () => {
  expect(downloadGroups([artifact('best.safetensors')], [checkpoint('BEST', 'best.safetensors', 1)])).toMatchObject([
    { title: 'Checkpoints', files: [{ name: 'best.safetensors' }] },
  ]);
  expect(downloadGroups([], [])).toEqual([]);
});

import { recipeSchema } from '@sagittal/contracts';
import { planNetwork } from '@sagittal/models';
import { expect, test } from 'vitest';
import { requireMemory } from './require-memory.ts';

const recipe = recipeSchema.parse({ backbone: { architecture: 'mobilenetv2-1.0' }, batch: 64 });
const plan = planNetwork(recipe, 3);
const images = (count: number) =>
  Array.from({ length: count }, () => ({ itemId: '', name: '', path: '', sha256: '', classIndex: 0 }));
const job = (batch: number) => ({
  recipe: { ...recipe, batch },
  training: images(640),
  validation: images(64),
  test: images(64),
});

test('what does not fit into the memory that is free is refused, with the batch that fits', () => {
  const refused = () => requireMemory(job(64), plan, 2e9);
  expect(refused).toThrow(expect.objectContaining({ code: 'OUT_OF_MEMORY', field: 'batch' }));
  expect(refused).toThrow(/needs about \d+\.\d GB of memory; 2\.0 GB are free\./);
  let hint = '';
  try {
    refused();
  } catch (error) {
    hint = (error as { hint: string }).hint;
  }
  const batch = Number(/A batch of (\d+) fits/.exec(hint)?.[1]);
  expect(batch).toBeGreaterThan(4);
  expect(() => requireMemory(job(batch), plan, 2e9)).not.toThrow();
  expect(() => requireMemory(job(64), plan, 32e9)).not.toThrow();
});

import { ContentStore } from '@sagittal/data';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, startApi } from '../../testing/harness.ts';
import { type Imported, importedDataset } from '../../testing/scenario.ts';

let api: Harness;
let brain: Imported;
let stored: string[] = [];

beforeAll(async () => {
  api = await startApi();
  brain = await importedDataset(api.database, 'brain', 1);
  const store = new ContentStore(api.home);
  // one training picture a label: dark on the left, light on the right
  stored = brain.items.slice(0, 4);
  for (const [index, id] of stored.entries()) {
    const data = Uint8Array.from({ length: 40 * 30 * 3 }, (_, at) => (Math.floor(at / 3) % 40 < 20 ? 10 + index : 200));
    const bytes = await sharp(data, { raw: { width: 40, height: 30, channels: 3 } })
      .png()
      .toBuffer();
    const { sha256 } = await store.add(bytes);
    await api.database.prisma.content.create({ data: { sha256, bytes: bytes.length, width: 40, height: 30, format: 'png' } });
    await api.database.prisma.datasetItem.update({ where: { id }, data: { sha256 } });
  }
});
afterAll(() => api.close());

const PREVIEW = `query ($splitId: ID, $imageIds: [ID!], $preset: String, $recipe: JSON, $seed: Int, $epoch: Int! = 1, $count: Int! = 8) {
  augmentationPreview(splitId: $splitId, imageIds: $imageIds, preset: $preset, recipe: $recipe, seed: $seed, epoch: $epoch, count: $count) {
    epoch picture image { id } } }`;
interface Preview {
  augmentationPreview: { epoch: number; picture: string; image: { id: string } }[];
}
const recipe = (steps: unknown[], more: Record<string, unknown> = {}) => ({
  backbone: { architecture: 'small-cnn' },
  input: { height: 32, width: 64 },
  augmentation: { steps },
  ...more,
});
const preview = async (variables: Record<string, unknown>) =>
  (await api.data<Preview>(PREVIEW, { splitId: brain.split.id, ...variables })).augmentationPreview;

async function pixels(picture: string): Promise<{ left: number; right: number; width: number; height: number }> {
  const [head, body = ''] = picture.split(',');
  expect(head).toBe('data:image/webp;base64');
  const { data, info } = await sharp(Buffer.from(body, 'base64')).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { left: data[0] ?? -1, right: data.at(-1) ?? -1, width: info.width, height: info.height };
}

test('training pictures come as the network sees them', async () => {
  const plain = await preview({ recipe: recipe([]), count: 4 });
  expect(plain.map(({ image }) => image.id).sort()).toEqual([...stored].sort());
  expect(plain.map(({ epoch }) => epoch)).toEqual([1, 1, 1, 1]);
  const seen = await pixels(plain[0]?.picture ?? '');
  expect([seen.width, seen.height]).toEqual([64, 32]);
  expect(seen.left).toBeLessThan(30);
  expect(seen.right).toBeGreaterThan(180);
  const [mirrored] = await preview({ recipe: recipe([{ type: 'flip', horizontal: 1 }]), count: 1 });
  const turned = await pixels(mirrored?.picture ?? '');
  expect(turned.left).toBeGreaterThan(180);
  expect(turned.right).toBeLessThan(30);
});

test('one image is shown in several epochs, the same ones each time', async () => {
  const ask = { splitId: null, imageIds: [stored[0]], recipe: recipe([{ type: 'brightness', factor: [-0.5, 0.5] }]) };
  const views = await preview({ ...ask, epoch: 3, count: 4 });
  expect(views.map(({ epoch }) => epoch)).toEqual([3, 4, 5, 6]);
  expect(new Set(views.map(({ picture }) => picture)).size).toBe(4);
  expect(await preview({ ...ask, epoch: 3, count: 4 })).toEqual(views);
  expect(await preview({ ...ask, epoch: 6, count: 1 })).toEqual([views[3]]);
  expect(await preview({ ...ask, epoch: 3, count: 4, seed: 2 })).not.toEqual(views);
});

test('what has nothing to do with the pictures may be wrong', async () => {
  const broken = recipe([], { backbone: { architecture: 'not-yet-chosen' } });
  expect(await preview({ recipe: broken, count: 1 })).toHaveLength(1);
});

test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
  ['too many pictures', { count: 17 }, { code: 'INVALID_INPUT', field: 'count' }],
  [
    'too many large pictures',
    { count: 8, recipe: recipe([], { input: { height: 1024, width: 1024 } }) },
    { code: 'INVALID_INPUT', field: 'count', hint: 'Ask for at most 3.' },
  ],
  ['an epoch before the first', { epoch: 0 }, { code: 'INVALID_INPUT', field: 'epoch' }],
  ['a negative seed', { seed: -1 }, { code: 'INVALID_INPUT', field: 'seed' }],
  ['neither split nor images', { splitId: null }, { code: 'INVALID_INPUT', field: 'splitId' }],
  ['split and images', { imageIds: [] }, { code: 'INVALID_INPUT', field: 'splitId' }],
  ['a split that is not there', { splitId: 'spl_nothing' }, { code: 'NOT_FOUND', field: 'splitId' }],
  ['an image that is not there', { splitId: null, imageIds: ['img_nothing'] }, { code: 'NOT_FOUND', field: 'imageIds' }],
  ['an unknown preset', { preset: 'small-cn' }, { code: 'PRESET_UNKNOWN', field: 'preset' }],
  ['an unknown step', { recipe: recipe([{ type: 'twirl' }]) }, { code: 'RECIPE_INVALID', field: 'augmentation.steps.0.type' }],
  [
    'a crop larger than the picture',
    { recipe: recipe([{ type: 'crop', height: 33, width: 20 }]) },
    { code: 'RECIPE_INVALID', field: 'augmentation.steps.0' },
  ],
])('%s is refused', async (_, variables, expected) => {
  const ask = { splitId: brain.split.id, recipe: recipe([]), ...variables };
  expect(await api.failure(PREVIEW, ask)).toMatchObject(expected);
});

test('a picture that is gone from the store is named', async () => {
  const gone = brain.items[4] ?? '';
  expect(await api.failure(PREVIEW, { imageIds: [gone], recipe: recipe([]), count: 1 })).toMatchObject({
    code: 'NOT_FOUND',
    item: gone,
  });
});

test('many previews in one query cost too much', async () => {
  const fields = Array.from(
    { length: 70 },
    (_, index) => `a${String(index)}: augmentationPreview(imageIds: [], count: 16) { epoch }`,
  );
  expect(await api.failure(`{ ${fields.join(' ')} }`)).toMatchObject({ code: 'QUERY_TOO_COMPLEX' });
});

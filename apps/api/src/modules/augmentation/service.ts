import { AppError, recipeSchema, type Recipe } from '@sagittal/contracts';
import { applyAugmentation, ContentStore, decodeImage, drawAugmentation } from '@sagittal/data';
import { augmentationDraws, checkRecipe } from '@sagittal/models';
import { Prisma } from '@sagittal/prisma';
import sharp from 'sharp';
import type { App } from '../../context.ts';
import { rows } from '../../infra/sql.ts';
import { notFound } from '../../input.ts';
import { imagesByKey, type ImageView } from '../images/repository.ts';
import { composeRecipe } from '../runs/launch.ts';

export interface AugmentedPictureView {
  readonly image: ImageView;
  readonly epoch: number;
  readonly picture: string;
}

export interface PreviewInput {
  readonly splitId?: string | null | undefined;
  readonly imageIds?: readonly string[] | null | undefined;
  readonly preset?: string | null | undefined;
  readonly recipe?: unknown;
  readonly seed?: number | null | undefined;
  readonly epoch: number;
  readonly count: number;
}

const MOST_PICTURES = 16;
/** Of all pictures together: what is computed in a moment, since it holds the server up. */
const MOST_PIXELS = 4_000_000;
/** Longest side of what is sent. */
const LARGEST_SIDE = 256;
const WEBP_QUALITY = 85;
const HIGHEST_SEED = 2 ** 31 - 1;
const HIGHEST_EPOCH = 10_000;

/**
 * Training pictures as the network will see them. With fewer images than pictures, each is shown in several epochs, one after
 * the other.
 *
 * @throws AppError INVALID_INPUT, NOT_FOUND, PRESET_UNKNOWN, and whatever is wrong with the recipe's augmentation or input
 */
export async function previewAugmentation(app: App, input: PreviewInput): Promise<AugmentedPictureView[]> {
  const { epoch, count } = input;
  requireWithin('count', count, MOST_PICTURES);
  requireWithin('epoch', epoch, HIGHEST_EPOCH);
  const recipe = previewedRecipe(input);
  const { height, width } = recipe.input;
  if (count * height * width > MOST_PIXELS)
    throw new AppError('INVALID_INPUT', {
      message: `${String(count)} pictures of ${String(height)} × ${String(width)} are too many at once.`,
      field: 'count',
      hint: `Ask for at most ${String(Math.max(1, Math.floor(MOST_PIXELS / (height * width))))}.`,
    });
  const images = await chosenImages(app, input);
  const store = new ContentStore(app.options.home);
  const views: AugmentedPictureView[] = [];
  for (let index = 0; images.length > 0 && index < count; index += 1) {
    const image = images[index % images.length];
    if (image === undefined) break;
    const shownIn = epoch + Math.floor(index / images.length);
    views.push({ image, epoch: shownIn, picture: await augmented(store.pathOf(image.sha256), image, recipe, shownIn) });
  }
  return views;
}

function requireWithin(field: 'count' | 'epoch', value: number, most: number): void {
  if (value >= 1 && value <= most) return;
  throw new AppError('INVALID_INPUT', { message: `Give a ${field} from 1 to ${String(most)}.`, field });
}

/** Only what the pictures depend on has to be right: a learning rate that is not may be mended later. */
function previewedRecipe({ preset, recipe, seed }: PreviewInput): Recipe {
  const composed = composeRecipe(preset, recipe);
  const parsed = recipeSchema.safeParse(composed);
  const problem = checkRecipe(composed).problems.find(
    ({ severity, path }) => severity === 'ERROR' && (!parsed.success || /^(augmentation|input)\b/.test(path)),
  );
  if (problem)
    throw new AppError(problem.code, {
      message: problem.message,
      ...(problem.path === '' ? {} : { field: problem.path }),
      ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    });
  const whole = recipeSchema.parse(composed);
  if (seed === null || seed === undefined) return whole;
  if (seed < 0 || seed > HIGHEST_SEED)
    throw new AppError('INVALID_INPUT', { message: `Give a seed from 0 to ${String(HIGHEST_SEED)}.`, field: 'seed' });
  return { ...whole, seed };
}

async function chosenImages(app: App, { splitId, imageIds, count }: PreviewInput): Promise<ImageView[]> {
  if ((splitId === null || splitId === undefined) === (imageIds === null || imageIds === undefined))
    throw new AppError('INVALID_INPUT', { message: 'Give either a split or images.', field: 'splitId' });
  if (imageIds) {
    const wanted = imageIds.slice(0, count);
    const found = await imagesByKey(
      app.database,
      wanted.map((itemId) => ({ itemId, version: null })),
    );
    return found.map((image, index) => {
      if (image === undefined) throw notFound('image', wanted[index] ?? '', 'imageIds');
      return image;
    });
  }
  const id = splitId ?? '';
  const split = await app.prisma.split.findUnique({ where: { id }, include: { version: true } });
  if (!split) throw notFound('split', id, 'splitId');
  // by hash: a mixture of all classes, and the same one each time
  const members = await rows<{ itemId: string }>(
    app.database,
    Prisma.sql`SELECT m."itemId" FROM "SplitMember" m JOIN "DatasetItem" i ON i.id = m."itemId"
      WHERE m."splitId" = ${id} AND m.subset = 'TRAIN' ORDER BY i.sha256, i.id LIMIT ${count}`,
  );
  const images = await imagesByKey(
    app.database,
    members.map(({ itemId }) => ({ itemId, version: split.version.number })),
  );
  return images.flatMap((image) => image ?? []);
}

/** As a data URL: WebP with at most 256 pixels a side. */
async function augmented(file: string, image: ImageView, { augmentation, input, seed }: Recipe, epoch: number): Promise<string> {
  const { height, width } = input;
  const data = await decoded(file, image, { height, width });
  const stages = drawAugmentation(augmentation, { height, width }, augmentationDraws({ seed, epoch, sha256: image.sha256 }));
  const changed = applyAugmentation({ data, height, width }, stages, augmentation);
  const small = await sharp(Uint8ClampedArray.from(changed.data), { raw: { height, width, channels: 3 } })
    .resize(LARGEST_SIDE, LARGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: WEBP_QUALITY })
    .toBuffer();
  return `data:image/webp;base64,${small.toString('base64')}`;
}

async function decoded(file: string, { id }: ImageView, size: { height: number; width: number }): Promise<Uint8Array> {
  try {
    return await decodeImage(file, size);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new AppError('NOT_FOUND', {
        message: 'The file is gone from the store.',
        item: id,
        hint: 'Import the dataset again; `npm run doctor` checks the store.',
      });
    throw error;
  }
}

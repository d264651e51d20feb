import path from 'node:path';
import type { ErrorRecord } from '@sagittal/contracts';
import { ContentStore, decodeImage } from '@sagittal/data';
import type { PrismaClient } from '@sagittal/prisma';
import { type Request, type Response, Router } from 'express';
import sharp from 'sharp';
import { errorAnswer } from '../format-error.ts';
import { imageContent } from '../modules/images/repository.ts';

/** What browsers show as it is; the rest is converted. */
const SHOWN: Readonly<Record<string, string>> = { jpeg: 'image/jpeg', png: 'image/png', webp: 'image/webp' };

const ARTIFACT_TYPES: Readonly<Record<string, string>> = {
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.log': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
};

const FROM_A_DATASET = 'Import the dataset again; `npm run doctor` checks the store.';
const FROM_A_RUN = 'Launch the run again: the same recipe gives the same model.';

/** HTTP's answer to a range that lies behind the file's end. */
const RANGE_NOT_SATISFIABLE = 416;

/** An item's bytes never change: another content is another item. */
const FOR_EVER = 'private, max-age=31536000, immutable';

/** Pictures and files, each by the id of its item and never by a content hash alone, so that who may see what can be decided. */
export function fileRoutes({ prisma, home }: { prisma: PrismaClient; home: string }): Router {
  const store = new ContentStore(home);
  const router = Router();

  router.get('/images/:id', async (request, response) => {
    const content = await imageContent({ prisma }, request.params.id);
    if (!content) {
      refuse(response, gone('image', request.params.id));
      return;
    }
    const type = SHOWN[content.format];
    if (unchanged(request, response, content.sha256, FOR_EVER)) return;
    if (type !== undefined) {
      await send(response, store.pathOf(content.sha256), type);
      return;
    }
    response.type('image/png').send(await asPng(store.pathOf(content.sha256), content));
  });

  router.get('/thumbnails/:id', async (request, response) => {
    const content = await imageContent({ prisma }, request.params.id);
    if (!content) {
      refuse(response, gone('image', request.params.id));
      return;
    }
    if (unchanged(request, response, `${content.sha256}-256`, FOR_EVER)) return;
    // what is derived may have been cleared away to make room
    await send(response, await store.ensureThumbnail(content.sha256), 'image/webp');
  });

  router.get('/runs/:id/files/:name', async (request, response) => {
    const { id, name } = request.params;
    const artifact = await prisma.artifact.findUnique({ where: { runId_name: { runId: id, name } } });
    // the name is one that a trainer wrote; a separator in it would lead out of the run's folder
    if (!artifact || path.basename(artifact.name) !== artifact.name) {
      refuse(response, gone('file', name));
      return;
    }
    if (unchanged(request, response, artifact.sha256, 'private, no-cache')) return;
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(artifact.name)}`);
    await send(
      response,
      path.join(home, 'runs', id, artifact.name),
      ARTIFACT_TYPES[path.extname(artifact.name)] ?? 'application/octet-stream',
      FROM_A_RUN,
    );
  });

  return router;
}

/** Sets the headers of caching; answers 304 and true where the browser has this very file. */
function unchanged(request: Request, response: Response, tag: string, cacheControl: string): boolean {
  response.setHeader('etag', `"${tag}"`);
  response.setHeader('cache-control', cacheControl);
  response.setHeader('x-content-type-options', 'nosniff');
  // a picture opened by its address runs nothing
  response.setHeader('content-security-policy', "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; sandbox");
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  const known = request.headers['if-none-match']?.split(',').map((entry) => entry.trim().replace(/^W\//, ''));
  if (!known?.includes(`"${tag}"`)) return false;
  response.status(304).end();
  return true;
}

/** A file as it lies there, or the part of it that a range asks for, so that a broken download can go on. */
async function send(response: Response, file: string, type: string, hint = FROM_A_DATASET): Promise<void> {
  response.setHeader('content-type', type);
  const options = { dotfiles: 'allow', cacheControl: false, etag: false, lastModified: false } as const;
  const error = await new Promise<unknown>((resolve) => response.sendFile(file, options, resolve));
  // a reader that went away, or a fault in the middle of the file: the connection is all that can still tell
  if (response.headersSent || response.destroyed || !error) return;
  response.removeHeader('content-disposition');
  if (error instanceof Error && 'status' in error && error.status === RANGE_NOT_SATISFIABLE) {
    response.removeHeader('content-type');
    response.status(RANGE_NOT_SATISFIABLE).end();
    return;
  }
  response.removeHeader('etag');
  refuse(response, {
    code: 'NOT_FOUND',
    message: 'The file is gone from the store.',
    item: path.basename(file),
    hint,
  });
}

function refuse(response: Response, error: ErrorRecord): void {
  response.status(404).setHeader('cache-control', 'no-store').json(errorAnswer(error));
}

function gone(what: string, id: string): ErrorRecord {
  return { code: 'NOT_FOUND', message: `There is no such ${what}.`, item: id };
}

/** A picture of a format that browsers do not show, as PNG. @throws AppError NOT_AN_IMAGE, IMAGE_TRUNCATED where the stored file was damaged */
async function asPng(file: string, { width, height }: { width: number; height: number }): Promise<Buffer> {
  const pixels = await decodeImage(file, { width, height });
  return sharp(pixels, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .png()
    .toBuffer();
}

import type { Context, Surroundings } from '../context.ts';
import { contextOf } from '../context.ts';
import { usageFailure } from '../failure.ts';
import { duration, megabytes, table } from '../output/format.ts';
import { createProgress } from '../output/progress.ts';
import type { WeightsRow } from '@sagittal/models';
import type { WeightsPlaces } from '@sagittal/models/node';
import { Command } from 'commander';
import { existsSync } from 'node:fs';

/** `weights` lists the pretrained weights of the catalogue; `weights get NAME` downloads some. Needs no server. */
export function weightsCommand(surroundings: Surroundings): Command {
  const command = new Command('weights')
    .summary('list pretrained weights, or download some')
    .description(
      'Lists the pretrained weights of the catalogue, whether they are on this machine, and where they are looked for. Needs no server.',
    )
    .action(async (_options: unknown, self: Command) => {
      await list(contextOf(self, surroundings));
    });
  command
    .command('get')
    .summary('download some')
    .description('Downloads weights into the data folder, takes up what was cut off, and checks hash, names and shapes.')
    .argument('<name>', 'as `weights` lists it')
    .action(async (name: string, _options: unknown, self: Command) => {
      await get(contextOf(self, surroundings), name);
    });
  return command;
}

/** The catalogue is loaded for this command alone: the others start without it. */
async function catalogue({ homes, weights }: Context) {
  const [{ architectures }, node] = await Promise.all([import('@sagittal/models'), import('@sagittal/models/node')]);
  const places: WeightsPlaces = node.weightsPlaces({
    ...weights,
    home: homes.find((home) => existsSync(home)) ?? homes[0] ?? null,
  });
  const rows = architectures.flatMap((card) => card.weights.map((row) => ({ card, row })));
  return { node, places, rows };
}

const fileOf = (row: WeightsRow): string => (row.format === 'tfjs-layers' ? row.folder : row.file);

async function list(context: Context): Promise<void> {
  const { node, places, rows } = await catalogue(context);
  const lookedIn = [...places.folders, ...(places.downloads === null ? [] : [places.downloads])];
  const found = rows.map(({ card, row }) => {
    const { available, downloadable, path, bytes, hint } = node.weightsAvailability(row, places);
    const url = row.format === 'tfjs-layers' ? null : row.url;
    return {
      architecture: card.name,
      name: row.name,
      title: row.title,
      licence: row.licence,
      bytes,
      /** In words; `about` where it is not published. */
      size: bytes === null ? node.sizeWords(row) : megabytes(bytes),
      available,
      downloadable,
      path,
      file: fileOf(row),
      url,
      hint,
    };
  });
  context.print({ weights: found, lookedIn }, () => {
    const lines = found.map(({ architecture, name, size, available, downloadable, path, file }) => [
      architecture,
      name,
      size,
      available ? 'here' : downloadable ? 'can be downloaded' : 'not here',
      path ?? file,
    ]);
    const columns = [
      { title: 'architecture' },
      { title: 'weights' },
      { title: 'size', right: true },
      { title: 'where' },
      { title: 'file' },
    ];
    return `${table(columns, lines)}\nLooked for in ${lookedIn.length === 0 ? 'no folder: name one in SAGITTAL_WEIGHTS' : lookedIn.join(', ')}.`;
  });
}

async function get(context: Context, name: string): Promise<void> {
  const { node, places, rows } = await catalogue(context);
  const wanted = rows.find(({ row }) => row.name === name);
  if (wanted === undefined)
    throw usageFailure(`There are no weights "${name}".`, `There are ${rows.map(({ row }) => row.name).join(', ')}.`);
  const { card, row } = wanted;
  let downloaded = false;
  if (node.findWeights(row, places) === null) {
    const progress = createProgress(context.stderr);
    const began = performance.now();
    const download = node.downloadWeights(row, places, context.signal);
    try {
      for (;;) {
        const step = await download.next();
        if (step.done === true) break;
        const { done, total } = step.value;
        const rate = done / ((performance.now() - began) / 1000);
        progress.show({
          label: 'downloading',
          done,
          total,
          detail: `${megabytes(done)} of ${megabytes(total)}`,
          etaSeconds: total === null || rate === 0 ? null : (total - done) / rate,
        });
      }
      downloaded = true;
    } finally {
      progress.stop();
    }
    context.note(`Downloaded in ${duration((performance.now() - began) / 1000)}.`);
  }
  const [height, width] = card.inputSize;
  const { path, hash, origin } = await node.loadWeights(row, card.build({ height, width }), places);
  context.print({ name, path, sha256: hash, origin, downloaded }, () => `${path}: ${node.ORIGIN_WORDS[origin]}. SHA-256 ${hash}`);
}

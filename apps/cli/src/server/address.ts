import { EXIT } from '../exit-codes.ts';
import { Failure, usageFailure } from '../failure.ts';
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const serverFileSchema = z.object({ url: z.url() });

/**
 * The address of the server: the one that was named, else that of the newest server.json in the folders where this checkout's
 * launcher may have written it.
 *
 * @throws Failure `usage` for no address, `unreachable` where there is no server.json.
 */
export async function serverAddress(named: string | undefined, homes: readonly string[]): Promise<string> {
  if (named !== undefined) {
    if (!/^https?:\/\//.test(named) || !URL.canParse(named)) {
      throw usageFailure(`--url is no address: ${named}`, 'Give it as in --url http://127.0.0.1:3000');
    }
    return named.replace(/\/graphql\/?$/, '');
  }
  const file = await newest(homes.map((home) => path.join(home, 'server.json')));
  if (file === undefined) {
    throw new Failure(EXIT.unreachable, {
      message: 'No server of this checkout is running.',
      hint: 'Start it with `npm start` in another terminal, or name another one by --url.',
    });
  }
  try {
    return serverFileSchema.parse(JSON.parse(await readFile(file, 'utf8'))).url;
  } catch (error) {
    throw new Failure(
      EXIT.unreachable,
      {
        message: 'The file that names the server cannot be read.',
        item: file,
        hint: 'Start the server again with `npm start`: it writes the file anew.',
      },
      { cause: error },
    );
  }
}

async function newest(files: readonly string[]): Promise<string | undefined> {
  const found = await Promise.all(files.map(async (file) => ({ file, at: (await stat(file).catch(() => undefined))?.mtimeMs })));
  return found.filter((one) => one.at !== undefined).sort((one, other) => (other.at ?? 0) - (one.at ?? 0))[0]?.file;
}

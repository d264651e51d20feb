import { open } from 'node:fs/promises';

/** Slow lines pause for seconds, not for half a minute. */
const SILENCE_MS = 30_000;

/** What a server answered that no further attempt will change. */
export class Refused extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`the server answers ${String(status)}`);
    this.status = status;
  }
}

/** The connection ended before the file did, or never began; a further attempt may go on from what came. */
export class CutOff extends Error {}

/** More came than is taken. */
export class TooLarge extends Error {}

export interface PartProgress {
  /** Bytes of the file that are on the disk. */
  readonly done: number;
  /** Of so many; null: the server does not say. */
  readonly total: number | null;
}

export interface PartRequest {
  readonly url: string;
  /** The file that is written. */
  readonly part: string;
  /** Bytes of it that are kept. */
  readonly from: number;
  /** The server's mark of the version that those bytes are of; null: not known. */
  readonly version: string | null;
  readonly most: number;
  readonly signal: AbortSignal;
  /** Without a byte for so long, the connection is given up. */
  readonly silenceMs?: number;
  /** Called with the mark of the version that is being sent. */
  onVersion(version: string | null): void;
}

/** 429 and the 500s pass; what the others say stays. */
function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/**
 * One request, whose bytes go to the end of a part file. Servers that know no ranges send all of it, and the part is begun
 * anew. Yields after each piece; ends when the whole file is on the disk, flushed.
 *
 * @throws Refused, CutOff, TooLarge, what the file system throws (ENOSPC), the signal's reason
 */
export async function* fetchPart(request: PartRequest): AsyncGenerator<PartProgress, void, undefined> {
  const { signal, silenceMs: patience = SILENCE_MS } = request;
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), patience);
  const stayAwake = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), patience);
  };
  const network = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      signal.throwIfAborted();
      throw new CutOff(silence.signal.aborted ? 'the server went silent' : describe(error), { cause: error });
    }
  };
  const headers = new Headers({ 'accept-encoding': 'identity' });
  if (request.from > 0) {
    headers.set('range', `bytes=${String(request.from)}-`);
    if (request.version !== null) headers.set('if-range', request.version);
  }
  try {
    const response = await network(fetch(request.url, { headers, signal: AbortSignal.any([signal, silence.signal]) }));
    const { from, total } = rangeOf(response, request.from);
    if (from === null || !response.ok || response.body === null) {
      await response.body?.cancel();
      throw isPassing(response.status)
        ? new CutOff(`the server answers ${String(response.status)}`)
        : new Refused(response.status);
    }
    if (total !== null && total > request.most) throw new TooLarge();
    request.onVersion(strongVersion(response));
    const reader = response.body.getReader();
    const file = await open(request.part, from === 0 ? 'w' : 'r+');
    try {
      let done = from;
      if (from > 0) await file.truncate(from);
      for (;;) {
        stayAwake();
        const piece = await network(reader.read());
        // whoever takes the pieces may take its time
        clearTimeout(timer);
        if (piece.done) break;
        if (done + piece.value.byteLength > (total ?? request.most)) throw new TooLarge();
        await file.writev([piece.value], done);
        done += piece.value.byteLength;
        yield { done, total };
      }
      await file.sync();
      if (total !== null && done < total) throw new CutOff('the connection ended early');
    } finally {
      await file.close();
      await reader.cancel().catch(() => {
        // it is broken already: that is why we are here
      });
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Where the bytes that are sent begin, and how many the whole file has. A null `from`: not what was asked for. */
function rangeOf(response: Response, asked: number): { readonly from: number | null; readonly total: number | null } {
  if (response.status === 206) {
    const [, start, whole] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(response.headers.get('content-range') ?? '') ?? [];
    return { from: start !== undefined && Number(start) === asked ? asked : null, total: countOf(whole) };
  }
  return { from: 0, total: countOf(response.headers.get('content-length') ?? undefined) };
}

function countOf(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

/** A weak mark may be the same for other bytes. */
function strongVersion(response: Response): string | null {
  const etag = response.headers.get('etag');
  return etag === null || etag.startsWith('W/') ? null : etag;
}

/** `fetch failed` says nothing: what failed is its cause. */
function describe(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return String(cause);
  return 'code' in cause && typeof cause.code === 'string' ? `${cause.code}: ${cause.message}` : cause.message;
}

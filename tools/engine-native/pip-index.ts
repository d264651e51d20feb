import type { Wheel } from './wheels.ts';

export interface IndexedFile {
  readonly name: string;
  readonly url: string;
  /** As the index says it. */
  readonly sha256: string;
  /** Bytes; undefined where the index does not say. */
  readonly size: number | undefined;
}

interface SimpleFile {
  readonly filename: string;
  readonly url: string;
  readonly hashes?: Readonly<Record<string, string>>;
  readonly size?: number;
}

const JSON_TYPE = 'application/vnd.pypi.simple.v1+json';

/** The links of a page of the older, HTML form of an index. */
function linksOf(page: string): SimpleFile[] {
  return [...page.matchAll(/<a\s[^>]*href="([^"]+)"[^>]*>([^<]+)<\/a>/g)].map(([, href = '', text = '']) => {
    const [url = '', fragment = ''] = href.replaceAll('&amp;', '&').split('#');
    const sha256 = /sha256=([0-9a-f]{64})/.exec(fragment)?.[1];
    return { filename: text.trim(), url, ...(sha256 === undefined ? {} : { hashes: { sha256 } }) };
  });
}

/** What fetch says of a server that cannot be reached, with the address and the way out. */
export function unreachable(url: string, error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  return new Error(
    `${new URL(url).origin} cannot be reached (${cause}). Name an index that can be: PIP_INDEX_URL=https://HOST/simple npm run engine:native; with a certificate of your own, NODE_EXTRA_CA_CERTS=/path/of/it.pem.`,
    { cause: error },
  );
}

/**
 * Finds a wheel in pip's index.
 * @param index the index's address
 * @throws Error where the index cannot be reached, or has no such wheel, or does not say its hash.
 */
export async function findWheel(
  { project, version, platforms }: Pick<Wheel, 'project' | 'version' | 'platforms'>,
  index: string,
): Promise<IndexedFile> {
  const address = `${index.replace(/\/+$/, '')}/${project}/`;
  const response = await fetch(address, { headers: { accept: `${JSON_TYPE}, text/html;q=0.5` } }).catch((error: unknown) => {
    throw unreachable(address, error);
  });
  if (!response.ok) throw new Error(`${address} answered ${String(response.status)} ${response.statusText}.`);
  const body = await response.text();
  const files = response.headers.get('content-type')?.includes('json')
    ? (JSON.parse(body) as { readonly files: readonly SimpleFile[] }).files
    : linksOf(body);
  const prefix = `${project.replaceAll('-', '_')}-${version}-`;
  const fitting = files.filter(({ filename }) => filename.startsWith(prefix));
  const found = platforms
    .map((platform) => fitting.find(({ filename }) => platform.test(filename)))
    .find((file) => file !== undefined);
  if (found === undefined) throw new Error(`${address} has no wheel of ${project} ${version} for this platform.`);
  const sha256 = found.hashes?.['sha256'];
  if (sha256 === undefined) throw new Error(`${address} does not say the SHA-256 of ${found.filename}.`);
  return { name: found.filename, url: new URL(found.url, response.url).href, sha256, size: found.size };
}

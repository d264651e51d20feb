import { createHash } from 'node:crypto';
import type { Graph, Parameters } from '@sagittal/models';

/** Raised when what is stored under a key would come out differently. */
const VERSION = 1;

/**
 * What the features of an image depend on besides the image: the backbone with its preprocessing, input size and pooling
 * (all in the graph), every weight, and who computes.
 *
 * @returns 64 hexadecimal digits
 */
export function featureCacheKey(
  graph: Graph,
  parameters: Parameters,
  engine: { readonly name: string; readonly version: string },
): string {
  const hash = createHash('sha256').update(
    JSON.stringify({ version: VERSION, graph, engine: engine.name, engineVersion: engine.version }),
  );
  for (const name of [...parameters.keys()].sort()) {
    const data = parameters.get(name)?.data;
    if (data) hash.update(`\0${name}\0`).update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest('hex');
}

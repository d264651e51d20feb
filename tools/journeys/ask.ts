import { z } from 'zod';

/** Asks the API of a running Sagittal, for what a journey must know or put right beside the pages. */
export async function ask(base: string, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return z.object({ data: z.unknown() }).parse(await response.json()).data;
}

const datasets = z.object({ datasets: z.object({ nodes: z.array(z.object({ id: z.string(), archived: z.boolean() })) }) });

/** Takes all archived datasets back. */
export async function restoreAll(base: string): Promise<void> {
  const known = datasets.parse(await ask(base, '{ datasets(includeArchived: true, first: 1000) { nodes { id archived } } }'));
  for (const { id, archived } of known.datasets.nodes)
    if (archived) await ask(base, 'mutation ($id: ID!) { restoreDataset(id: $id) { id } }', { id });
}

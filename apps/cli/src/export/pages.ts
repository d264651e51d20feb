import { imagesDocument, predictionsDocument } from '../documents/index.ts';
import type { ImagesQuery, ImageWhere, PredictionsQuery } from '../gql/operations.ts';
import type { Client } from '../server/client.ts';

/** As many as the server gives at once. */
const PAGE = 1_000;

interface Page<Item> {
  readonly nodes: readonly Item[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

export type ExportedImage = Extract<ImagesQuery['node'], { __typename: 'DatasetVersion' }>['images']['nodes'][number];
export type ExportedPrediction = Extract<PredictionsQuery['node'], { __typename: 'Evaluation' }>['predictions']['nodes'][number];

/** Every item of a connection, page after page. */
async function everyPage<Item>(fetchPage: (after: string | null) => Promise<Page<Item> | undefined>): Promise<Item[]> {
  const items: Item[] = [];
  for (let after: string | null = null; ;) {
    const page: Page<Item> | undefined = await fetchPage(after);
    if (page === undefined) return items;
    items.push(...page.nodes);
    if (!page.pageInfo.hasNextPage || page.pageInfo.endCursor == null) return items;
    after = page.pageInfo.endCursor;
  }
}

/** The images of a dataset version, all or those that fit. */
export function everyImage(client: Client, versionId: string, where: ImageWhere | null): Promise<ExportedImage[]> {
  return everyPage(async (after) => {
    const { node } = await client.request(imagesDocument, { versionId, where, first: PAGE, after });
    return node?.__typename === 'DatasetVersion' ? node.images : undefined;
  });
}

/** The predictions of an evaluation, by path. */
export function everyPrediction(client: Client, evaluationId: string): Promise<ExportedPrediction[]> {
  return everyPage(async (after) => {
    const { node } = await client.request(predictionsDocument, { evaluationId, first: PAGE, after });
    return node?.__typename === 'Evaluation' ? node.predictions : undefined;
  });
}

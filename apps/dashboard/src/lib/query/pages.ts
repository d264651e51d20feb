import { type QueryKey, infiniteQueryOptions } from '@tanstack/react-query';

interface PageOfRows {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** A list of the API read page by page, each page behind the last cursor of the one before. */
export function pagesQuery<Rows extends PageOfRows, Key extends QueryKey>(
  queryKey: Key,
  read: (after: string | null, signal: AbortSignal) => Promise<Rows>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: ({ signal, pageParam }) => read(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ pageInfo }: Rows) => (pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null),
  });
}

import { z } from 'zod';
import type { TypedDocumentString } from '../../gql/graphql.ts';
import { apiUrl } from '../../env.ts';
import { ApiError } from './api-error.ts';

const extension = z
  .string()
  .nullish()
  .transform((value) => value ?? undefined);

const errorSchema = z.object({
  message: z.string(),
  extensions: z.object({ code: extension, field: extension, item: extension, hint: extension }).partial().optional(),
});

const answerSchema = z.object({ data: z.unknown(), errors: z.array(errorSchema).optional() });

/**
 * Asks the API one operation. On the server over loopback, in the browser of the page's own origin.
 *
 * @throws ApiError with the code of the first error; a TypeError of fetch where nothing answers
 */
export async function request<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Result> {
  const base = typeof window === 'undefined' ? apiUrl() : '';
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
    cache: 'no-store',
    ...(options.signal ? { signal: options.signal } : {}),
  });
  const answer = answerSchema.parse(await response.json());
  const [error] = answer.errors ?? [];
  if (error) throw new ApiError(error.message, withoutUndefined(error.extensions ?? {}));
  return answer.data as Result;
}

function withoutUndefined(record: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

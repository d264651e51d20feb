import { QueryClient, environmentManager } from '@tanstack/react-query';
import { cache } from 'react';
import { ApiError } from '../graphql/api-error.ts';

function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // what the server rendered is fresh enough for the first look; live updates do the rest
        staleTime: 15_000,
        retry: (failures, error) => typeof window !== 'undefined' && !(error instanceof ApiError) && failures < 3,
      },
    },
  });
}

let browserClient: QueryClient | undefined;

/** For components: one client a browser, a new one for each server rendering. */
export function clientForProvider(): QueryClient {
  if (environmentManager.isServer()) return makeQueryClient();
  browserClient ??= makeQueryClient();
  return browserClient;
}

/** For pages on the server: one client a request, whose answers are handed to the browser by HydrationBoundary. */
export const clientForRequest = cache(makeQueryClient);

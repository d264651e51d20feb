import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { graphql } from '../../gql/index.ts';
import { request } from '../graphql/request.ts';

const checkDocument = graphql(`
  query CheckRecipe($splitId: ID, $preset: String, $recipe: JSON) {
    checkRecipe(splitId: $splitId, preset: $preset, recipe: $recipe) {
      valid recipe totalParameters trainableParameters estimatedSeconds peakMemoryBytes engine engineReason waitSeconds
      problems { path severity code message hint }
    }
  }
`);

/** What a launch would do, without launching. A bad recipe is an answer with problems, not an error. */
export function checkRecipeQuery(input: {
  readonly splitId: string | null;
  readonly preset: string | null;
  readonly recipe: unknown;
}) {
  return queryOptions({
    queryKey: ['check-recipe', input],
    queryFn: async ({ signal }) => (await request(checkDocument, input, { signal })).checkRecipe,
    placeholderData: keepPreviousData,
  });
}

import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { graphql } from '../../../gql/index.ts';
import { request } from '../../../lib/graphql/request.ts';
import { valueAt } from './recipe-value.ts';

const previewDocument = graphql(`
  query AugmentationPreview($splitId: ID!, $recipe: JSON!, $count: Int!) {
    augmentationPreview(splitId: $splitId, recipe: $recipe, count: $count) {
      picture
      epoch
      image {
        id
        label
      }
    }
  }
`);

/** What of a recipe the pictures depend on, so that another learning rate asks for nothing anew. */
export function previewedPart(recipe: unknown): Record<string, unknown> {
  return Object.fromEntries(['backbone', 'input', 'augmentation', 'seed'].map((part) => [part, valueAt(recipe, part)]));
}

/** Whether anything is changed in training pictures. */
export function isAugmented(recipe: unknown): boolean {
  const steps = valueAt(recipe, 'augmentation.steps');
  return Array.isArray(steps) && steps.length > 0;
}

/** Training pictures as the network will see them in the first epoch. */
export function augmentationPreviewQuery(input: {
  readonly splitId: string;
  readonly recipe: Record<string, unknown>;
  readonly count: number;
}) {
  return queryOptions({
    queryKey: ['augmentation-preview', input],
    queryFn: async ({ signal }) => (await request(previewDocument, input, { signal })).augmentationPreview,
    placeholderData: keepPreviousData,
    retry: false,
  });
}

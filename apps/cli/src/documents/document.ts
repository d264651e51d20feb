/**
 * A GraphQL document with the types of its result and of its variables. Only the text is there at run time: the types come
 * from `gql/operations.ts`, which `codegen.ts` writes from these documents and the server's schema.
 */
export interface TypedDocument<Result, Variables> {
  readonly text: string;
  /** Never there: it only carries the types. */
  readonly types?: (variables: Variables) => Result;
}

export function typed<Result, Variables>(...parts: readonly string[]): TypedDocument<Result, Variables> {
  return { text: parts.join('\n') };
}

import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';

type Result = ExecutionResult | AsyncIterableIterator<ExecutionResult>;

/**
 * graphql's own `subscribe`, but each event is answered in a context of its own: what a loader has fetched for one event
 * would be stale in the next. Leaving the stream leaves its source at once.
 */
export async function subscribeAfresh(
  args: ExecutionArgs,
  createContext: () => object,
  format: (error: GraphQLError) => GraphQLFormattedError,
): Promise<Result> {
  const source = await createSourceEventStream({ ...args, contextValue: createContext() });
  if (!(Symbol.asyncIterator in source)) return formatted(source, format);
  const events = source[Symbol.asyncIterator]();
  const stream: AsyncIterableIterator<ExecutionResult> = {
    next: async () => {
      const event = await events.next();
      if (event.done) return { done: true, value: undefined };
      return {
        done: false,
        value: formatted(await execute({ ...args, rootValue: event.value, contextValue: createContext() }), format),
      };
    },
    return: async () => {
      await events.return?.();
      return { done: true, value: undefined };
    },
    throw: async (error: unknown) => {
      await events.return?.();
      throw error;
    },
    [Symbol.asyncIterator]: () => stream,
  };
  return stream;
}

/** The same answer with its errors in the shape of this API. */
export function formatted(result: ExecutionResult, format: (error: GraphQLError) => GraphQLFormattedError): ExecutionResult {
  if (result.errors === undefined) return result;
  const errors = result.errors.map((error) => {
    const { message, extensions } = format(error);
    // still a GraphQLError, which is what graphql-ws turns into JSON
    return new GraphQLError(message, { nodes: error.nodes ?? null, path: error.path ?? null, extensions: extensions ?? null });
  });
  return { ...result, errors };
}

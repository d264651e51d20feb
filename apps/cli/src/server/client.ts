import type { TypedDocument } from '../documents/index.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { z } from 'zod';

const answerSchema = z.object({
  data: z.unknown().optional(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z
          .object({
            code: z.string().nullish(),
            field: z.string().nullish(),
            item: z.string().nullish(),
            hint: z.string().nullish(),
          })
          .nullish(),
      }),
    )
    .optional(),
});

/** A thin GraphQL client: POST, and the first error as a Failure. */
export interface Client {
  /** The server's address, without a slash at the end. */
  readonly url: string;
  /**
   * @throws Failure `unreachable` when no server answers (also while it restarts), `failed` with the server's code when it refuses.
   */
  request<Result, Variables>(document: TypedDocument<Result, Variables>, variables: Variables): Promise<Result>;
}

function unreachable(url: string, cause: unknown): Failure {
  return new Failure(
    EXIT.unreachable,
    { message: `No server answers at ${url}.`, hint: 'Start it with `npm start`, or name another one by --url.' },
    { cause },
  );
}

export function createClient(url: string, signal: AbortSignal): Client {
  const address = url.replace(/\/+$/, '');
  return {
    url: address,
    async request<Result, Variables>(document: TypedDocument<Result, Variables>, variables: Variables): Promise<Result> {
      let text: string;
      let status: number;
      try {
        const response = await fetch(`${address}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
          body: JSON.stringify({ query: document.text, variables }),
          signal,
        });
        status = response.status;
        text = await response.text();
      } catch (error) {
        if (signal.aborted) throw new Failure(EXIT.interrupted, { message: 'Interrupted.' }, { cause: error });
        throw unreachable(address, error);
      }
      // the launcher answers so while the server behind it starts again
      if (status === 502 || status === 503 || status === 504) throw unreachable(address, status);

      const answer = parseAnswer(text);
      if (answer === undefined) {
        throw new Failure(EXIT.failed, {
          message: `What answers at ${address} is not a Sagittal server (HTTP ${String(status)}).`,
          hint: 'Look at the address: `npm start` prints it.',
        });
      }
      const error = answer.errors?.[0];
      if (error !== undefined) {
        const { code, field, item, hint } = error.extensions ?? {};
        throw new Failure(EXIT.failed, {
          code: code ?? null,
          message: error.message,
          field: field ?? null,
          item: item ?? null,
          hint: hint ?? null,
        });
      }
      // the schema gives the shape: the documents are checked against it when the types are written
      return answer.data as Result;
    },
  };
}

function parseAnswer(text: string): z.output<typeof answerSchema> | undefined {
  try {
    const parsed = answerSchema.safeParse(JSON.parse(text));
    return parsed.success && (parsed.data.data != null || parsed.data.errors !== undefined) ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

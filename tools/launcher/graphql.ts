/** The server's refusal, with its code. */
class Refused extends Error {
  readonly code: string | null;

  constructor(message: string, code: string | null) {
    super(message);
    this.name = 'Refused';
    this.code = code;
  }
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** A question to the server over loopback. @throws Refused with the server's first error */
export async function ask<T>(url: string, query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  });
  const answer = (await response.json()) as Answer<T>;
  const error = answer.errors?.[0];
  if (error !== undefined) throw new Refused(error.message, error.extensions?.code ?? null);
  if (answer.data === undefined || answer.data === null) throw new Error(`The server answered ${response.status} without data.`);
  return answer.data;
}

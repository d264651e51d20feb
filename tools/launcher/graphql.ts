/** A question to the server over loopback. @throws Error with the server's first error */
export async function ask<T>(url: string, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(30_000),
  });
  const answer = (await response.json()) as { data?: T; errors?: { message: string }[] };
  const error = answer.errors?.[0];
  if (error !== undefined) throw new Error(error.message);
  if (answer.data === undefined) throw new Error(`The server answered ${response.status} without data.`);
  return answer.data;
}

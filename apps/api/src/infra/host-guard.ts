import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Why a request is refused, or null. A page of another site may make a browser send requests to this machine, with another
 * name that leads here (DNS rebinding) or straight: the first is told by its `Host`, the second by its `Origin`, or where a
 * browser sends none, by `Sec-Fetch-Site`. Following a link to a page is no harm.
 */
export function refusal(
  { headers, method }: Pick<IncomingMessage, 'headers' | 'method'>,
  allowedHosts: readonly string[],
): string | null {
  const allowed = new Set(allowedHosts.map((host) => host.toLowerCase()));
  const { host, origin } = headers;
  if (host === undefined || !allowed.has(host.toLowerCase()))
    return `This server does not answer to the name "${(host ?? '').slice(0, 100)}".`;
  if (origin !== undefined && !isAllowedOrigin(origin, allowed))
    return `This server takes no requests from "${origin.slice(0, 100)}".`;
  const follows = headers['sec-fetch-mode'] === 'navigate' && (method === 'GET' || method === 'HEAD');
  if (headers['sec-fetch-site'] === 'cross-site' && !follows) return 'This server takes no requests from other sites.';
  return null;
}

function isAllowedOrigin(origin: string, allowed: ReadonlySet<string>): boolean {
  const [, host] = /^https?:\/\/([^/]+)$/i.exec(origin) ?? [];
  return host !== undefined && allowed.has(host.toLowerCase());
}

const HINT = 'Open the address that the launcher printed.';

/** Refuses requests under foreign names and from foreign pages, with 403 and the code NOT_ALLOWED. */
export function hostGuard(
  allowedHosts: () => readonly string[],
): (request: IncomingMessage, response: ServerResponse, next: () => void) => void {
  return (request, response, next) => {
    const reason = refusal(request, allowedHosts());
    if (reason === null) {
      next();
      return;
    }
    response.writeHead(403, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
    response.end(
      JSON.stringify({ errors: [{ message: reason, extensions: { code: 'NOT_ALLOWED', field: null, item: null, hint: HINT } }] }),
    );
  };
}

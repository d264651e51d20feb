import { existsSync } from 'node:fs';
import path from 'node:path';
import { type NextFunction, type Request, type Response, Router } from 'express';

/** Beside the sources, or from tools/dist where the server is bundled. */
const PLACES = ['../../dist/graphiql', '../../apps/api/dist/graphiql'];

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>GraphiQL · Sagittal</title>
    <link rel="stylesheet" href="/graphql/assets/graphiql.css" />
    <style>body { margin: 0; } #graphiql { height: 100dvh; }</style>
  </head>
  <body>
    <div id="graphiql"><noscript>GraphiQL needs JavaScript.</noscript></div>
    <script src="/graphql/assets/graphiql.js"></script>
  </body>
</html>
`;

/** Only what this server itself sends: no other host, no inline script. CodeMirror sets styles on its elements. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const NOT_BUILT =
  'GraphiQL is not built here: run `npx nx run @sagittal/api:build`. Queries are taken all the same, as POST with JSON.\n';

/** GraphiQL, for people who open /graphql in a browser; from this server alone, so that it works without a network. */
export function graphiqlRoutes(folder?: string): Router {
  const places = folder === undefined ? PLACES.map((place) => path.resolve(import.meta.dirname, place)) : [folder];
  const found = places.find((place) => existsSync(path.join(place, 'graphiql.js')));
  const router = Router();
  router.get('/graphql/assets/:name', (request: Request<{ name: string }>, response: Response, next: NextFunction) => {
    const { name } = request.params;
    if (found === undefined || (name !== 'graphiql.js' && name !== 'graphiql.css')) {
      next();
      return;
    }
    response.setHeader('x-content-type-options', 'nosniff');
    response.sendFile(name, { root: found, maxAge: 0 }, (error) => {
      if (error) next(error);
    });
  });
  router.get('/graphql', (request, response, next) => {
    if (request.accepts(['json', 'html']) !== 'html') {
      next();
      return;
    }
    if (found === undefined) {
      response.status(404).type('text/plain').send(NOT_BUILT);
      return;
    }
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.type('html').send(PAGE);
  });
  return router;
}

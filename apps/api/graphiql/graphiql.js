import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/graphiql.css';
import { createClient } from 'graphql-ws';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

const url = `${location.origin}/graphql`;
const fetcher = createGraphiQLFetcher({ url, wsClient: createClient({ url: url.replace(/^http/, 'ws') }) });
const defaultQuery = `# Sagittal's API: press Ctrl-Enter to run this query, Ctrl-Space for completion.
{
  runs(first: 10) {
    totalCount
    nodes {
      id
      name
      status
      metrics(keys: ["val_accuracy"]) { key best bestStep }
      evaluations { subset metrics { key value low high } }
    }
  }
}
`;

createRoot(document.getElementById('graphiql')).render(
  createElement(GraphiQL, { fetcher, defaultQuery, shouldPersistHeaders: false }),
);

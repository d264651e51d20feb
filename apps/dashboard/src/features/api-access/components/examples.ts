export const RUNS_QUERY = `query {
  runs(first: 10, orderBy: [{ evaluation: { key: "accuracy", subset: TEST } }]) {
    nodes {
      name
      evaluations { subset imageCount metrics { key value low high method } }
    }
  }
}`;

/** The example for a notebook, for the address at which this server answers. */
export function pythonExample(origin: string): string {
  return `import requests, pandas as pd

query = "{ runs(first: 100) { nodes { name status metrics { key best } } } }"
answer = requests.post("${origin}/graphql", json={"query": query}).json()
runs = pd.DataFrame(answer["data"]["runs"]["nodes"])`;
}

export const COMMANDS = `npm run sagittal -- runs --json
npm run sagittal -- import FOLDER --name brain --wait
npm run sagittal -- launch --dataset brain --preset mobilenetv2-frozen --wait`;

import { graphql } from '../../gql/index.ts';
import { request } from '../graphql/request.ts';

const experimentDocument = graphql(`
  query DefaultExperiment($name: String!) { experiment(name: $name) { id } }
`);

const createDocument = graphql(`
  mutation CreateExperiment($name: String!) { createExperiment(input: { name: $name }) { id } }
`);

/** The experiment of a name, made where there is none yet. */
export async function experimentNamed(name: string): Promise<string> {
  const { experiment } = await request(experimentDocument, { name });
  if (experiment) return experiment.id;
  return (await request(createDocument, { name })).createExperiment.id;
}

/** Where runs go for which nobody named a question. */
export const DEFAULT_EXPERIMENT = 'default';

import { graphql } from '../../gql/index.ts';

/** A run as lists show it. */
export const runRowFragment = graphql(`
  fragment RunRow on Run {
    id name status colour mark architecture preset createdAt startedAt finishedAt recipe
    progress { phase done total epoch epochs step stepsPerEpoch imagesPerSecond etaSeconds }
    error { code message hint }
    split { id name certificate { ...CertificateFields } datasetVersion { id number dataset { id name } } }
    metrics(keys: ["val_accuracy"]) { key best bestStep }
    evaluations { id subset imageCount metrics { key value low high method } }
  }
`);

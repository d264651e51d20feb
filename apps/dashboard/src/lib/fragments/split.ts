import { graphql } from '../../gql/index.ts';

export const certificateFragment = graphql(`
  fragment CertificateFields on SplitCertificate {
    level statement checkedAt
    checks { kind between status crossing threshold }
  }
`);

export const splitFragment = graphql(`
  fragment SplitFields on Split {
    id name seed strategy createdAt
    counts { subset count classes { name count } }
    certificate { ...CertificateFields }
    datasetVersion { id number classes { name count } dataset { id name archived } }
  }
`);

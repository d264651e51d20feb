import { graphql } from '../../gql/index.ts';

/** A dataset as lists show it. */
export const datasetCardFragment = graphql(`
  fragment DatasetCard on Dataset {
    id name description archived createdAt
    latestVersion {
      id number imageCount createdAt manifestHash
      classes { name count }
      splits { id name counts { subset count } certificate { ...CertificateFields } }
      images(first: 6) { nodes { id path label thumbnailUrl } }
    }
  }
`);

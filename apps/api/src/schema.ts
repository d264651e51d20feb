import type { GraphQLSchema } from 'graphql';
import { createBuilder } from './builder.ts';
import { addPageInfo } from './connection.ts';
import { addEnums } from './enums.ts';
import { addAugmentation } from './modules/augmentation/types.ts';
import { addCatalogue } from './modules/catalogue/types.ts';
import { addDatasets } from './modules/datasets/types.ts';
import { addEvaluations } from './modules/evaluations/types.ts';
import { addExperiments } from './modules/experiments/types.ts';
import { addFolders } from './modules/folders/types.ts';
import { addImages } from './modules/images/types.ts';
import { addJobs } from './modules/jobs/types.ts';
import { addMetrics } from './modules/metrics/types.ts';
import { addPredictions } from './modules/predictions/types.ts';
import { addRunInputs } from './modules/runs/inputs.ts';
import { addRuns } from './modules/runs/types.ts';
import { addSplits } from './modules/splits/types.ts';
import { addTrainers } from './modules/trainers/types.ts';
import { addViewer } from './modules/viewer/types.ts';
import { addNode } from './node.ts';

/** The schema that is served. Needs no database to be built. */
export function buildSchema(): GraphQLSchema {
  const builder = createBuilder();
  builder.queryType({ description: 'Everything that can be asked.' });
  builder.mutationType({ description: 'Everything that can be done.' });
  builder.subscriptionType({ description: 'Everything that can be watched, over WebSocket (graphql-transport-ws).' });
  const enums = addEnums(builder);
  addPageInfo(builder);
  addNode(builder);
  addViewer(builder, enums);
  addDatasets(builder, addImages(builder, enums));
  addSplits(builder, enums);
  const runInputs = addRunInputs(builder, enums);
  addExperiments(builder, runInputs);
  addRuns(builder, enums, runInputs);
  addMetrics(builder, enums);
  addEvaluations(builder, enums, addPredictions(builder));
  addCatalogue(builder, enums);
  addAugmentation(builder);
  addTrainers(builder);
  addFolders(builder);
  addJobs(builder, enums);
  return builder.toSchema();
}

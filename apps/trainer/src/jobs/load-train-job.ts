import path from 'node:path';
import { AppError, type ModelOrigin, recipeSchema, type Subset } from '@sagittal/contracts';
import { ContentStore } from '@sagittal/data';
import { classesOfTask } from '@sagittal/models';
import type { WeightsPlaces } from '@sagittal/models/node';
import type { TrainImage, TrainJob } from '@sagittal/training';
import type pg from 'pg';

interface RunRow {
  readonly recipe: unknown;
  readonly splitId: string;
  readonly datasetId: string;
  readonly version: number;
  readonly labels: readonly { readonly name: string }[];
  readonly run: ModelOrigin['run'];
  readonly dataset: ModelOrigin['dataset'];
  readonly split: ModelOrigin['split'];
  readonly certificate: ModelOrigin['certificate'];
}

interface MemberRow {
  readonly itemId: string;
  readonly path: string;
  readonly sha256: string;
  readonly label: string;
  readonly subset: Subset;
}

/** Everything a training needs, from the run's row, its split and the version of the dataset that the split is of. */
export async function loadTrainJob(
  client: pg.ClientBase | pg.Pool,
  runId: string,
  { home, weights, codeVersion }: { home: string; weights: WeightsPlaces; codeVersion: string },
): Promise<TrainJob> {
  const { rows } = await client.query<RunRow>(
    `SELECT r.recipe, s.id AS "splitId", v."datasetId", v.number AS version, v.classes AS labels,
       json_build_object('id', r.id, 'name', r.name) AS run,
       json_build_object('name', d.name, 'version', v.number, 'manifestHash', v."manifestHash") AS dataset,
       json_build_object('name', s.name, 'strategy', s.strategy, 'seed', s.seed) AS split,
       (SELECT json_build_object('level', c.level, 'statement', c.statement) FROM "SplitCertificate" c
        WHERE c."splitId" = s.id ORDER BY c."checkedAt" DESC, c.id DESC LIMIT 1) AS certificate
     FROM "Run" r JOIN "Split" s ON s.id = r."splitId" JOIN "DatasetVersion" v ON v.id = s."datasetVersionId"
     JOIN "Dataset" d ON d.id = v."datasetId" WHERE r.id = $1`,
    [runId],
  );
  const [run] = rows;
  if (run === undefined) throw new AppError('NOT_FOUND', { message: `There is no run ${runId} with a split.` });
  const recipe = recipeSchema.parse(run.recipe);
  const classes = classesOfTask(
    recipe.task,
    run.labels.map(({ name }) => name),
  );
  const classOfLabel = new Map(classes.flatMap(({ from }, index) => from.map((label) => [label, index])));
  // ordered by what the images are, not by ids: the same data gives the same order wherever it was imported
  const members = await client.query<MemberRow>(
    `SELECT i.id AS "itemId", i.path, i.sha256, v.label, m.subset
     FROM "SplitMember" m JOIN "DatasetItem" i ON i.id = m."itemId"
     JOIN "ItemRevision" v ON v."itemId" = i.id AND v."fromVersion" <= $2 AND (v."toVersion" IS NULL OR v."toVersion" >= $2)
     WHERE m."splitId" = $1 ORDER BY i.path COLLATE "C", i.sha256 COLLATE "C"`,
    [run.splitId, run.version],
  );
  const store = new ContentStore(home);
  const subset = (wanted: Subset): TrainImage[] =>
    members.rows.flatMap(({ itemId, path: name, sha256, label, subset: of }) => {
      const classIndex = classOfLabel.get(label);
      return of === wanted && classIndex !== undefined ? [{ itemId, name, sha256, path: store.pathOf(sha256), classIndex }] : [];
    });
  return {
    recipe,
    classes: classes.map(({ name }) => name),
    training: subset('TRAIN'),
    validation: subset('VALIDATION'),
    test: subset('TEST'),
    origin: { run: run.run, dataset: run.dataset, split: run.split, certificate: run.certificate, codeVersion },
    directory: path.join(home, 'runs', runId),
    featureDirectory: path.join(home, 'derived', 'features'),
    weights,
  };
}

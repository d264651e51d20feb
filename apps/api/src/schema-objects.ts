import type { CertificateCheck, ClassMetrics, ErrorRecord, Estimate, RunEnvironment, RunProgress } from '@sagittal/contracts';
import type {
  Artifact,
  Checkpoint,
  Dataset,
  DatasetVersion,
  Evaluation,
  Experiment,
  Job,
  JobProblem,
  LogLine,
  Prediction,
  Run,
  RunTag,
  Split,
  SplitCertificate,
  TimelineEvent,
  Trainer,
  User,
} from '@sagittal/prisma';
import type { Page, PageInfo } from './connection.ts';
import type { AugmentedPictureView } from './modules/augmentation/service.ts';
import type { ArchitectureView, RecipeCheckView, WeightsView } from './modules/catalogue/service.ts';
import type { ClassCount, SubsetCount } from './json-columns.ts';
import type { FolderView } from './modules/folders/service.ts';
import type { ImageView } from './modules/images/repository.ts';
import type { MetricSeriesView, MetricSummaryView, NonFinitePoint, PointView } from './modules/metrics/repository.ts';
import type { RunEventView } from './modules/runs/events.ts';
import type { RunFacetsView } from './modules/runs/facets.ts';
import type { EngineView } from './modules/trainers/repository.ts';
import type { Preset, RecipeProblem } from '@sagittal/models';

/** What stands behind each object type of the schema: a row of the database, or a shape that a repository makes. */
export interface SchemaObjects {
  PageInfo: PageInfo;
  Dataset: Dataset;
  DatasetConnection: Page<Dataset>;
  DatasetVersion: DatasetVersion;
  DatasetVersionConnection: Page<DatasetVersion>;
  ClassCount: ClassCount;
  Image: ImageView;
  AugmentedPicture: AugmentedPictureView;
  ImageConnection: Page<ImageView>;
  Split: Split;
  SubsetCount: SubsetCount;
  SplitCertificate: SplitCertificate;
  CertificateCheck: CertificateCheck;
  Experiment: Experiment;
  ExperimentConnection: Page<Experiment>;
  Run: Run;
  RunConnection: Page<Run>;
  RunProgress: RunProgress;
  RunError: ErrorRecord;
  RunEnvironment: RunEnvironment;
  RunEvent: RunEventView;
  RunFacets: RunFacetsView;
  Tag: RunTag;
  TimelineEvent: TimelineEvent;
  LogLine: LogLine;
  LogConnection: Page<LogLine>;
  MetricSummary: MetricSummaryView;
  MetricSeries: MetricSeriesView;
  NonFinitePoint: NonFinitePoint;
  MetricPoint: PointView;
  Checkpoint: Checkpoint;
  Artifact: Artifact;
  Evaluation: Evaluation;
  Estimate: Estimate;
  ClassMetrics: ClassMetrics;
  Prediction: Prediction;
  PredictionConnection: Page<Prediction>;
  Architecture: ArchitectureView;
  WeightsInfo: WeightsView;
  Preset: Preset;
  RecipeCheck: RecipeCheckView;
  RecipeProblem: RecipeProblem;
  Engine: EngineView;
  Trainer: Trainer;
  Folder: FolderView;
  Viewer: User;
  User: User;
  Job: Job;
  JobConnection: Page<Job>;
  JobProblem: JobProblem;
}

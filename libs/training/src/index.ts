export type { TrainEvent } from './events.ts';
export { extractFeatures, FEATURE_BATCH } from './features/extract-features.ts';
export type { TrainImage, TrainJob } from './job.ts';
export { type PreparedNetwork, prepareNetwork } from './network/prepare-network.ts';
export { parametersOf } from './network/subset-parameters.ts';
export { train } from './train.ts';

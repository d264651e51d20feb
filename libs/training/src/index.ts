export type { TrainEvent } from './events.ts';
export type { TrainImage, TrainJob } from './job.ts';
export { train } from './train.ts';

export * from './datasets.ts';
export * from './document.ts';
export * from './experiments.ts';
export * from './jobs.ts';
export * from './runs.ts';

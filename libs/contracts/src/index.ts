export * from './augmentation.ts';
export * from './dataset.ts';
export * from './errors.ts';
export * from './ids.ts';
export * from './metrics.ts';
export * from './queue.ts';
export * from './recipe.ts';
export * from './run.ts';

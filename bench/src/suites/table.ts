import type { Suite } from '../suite.ts';
import { computeSuite } from './compute.ts';
import { fineTuningSuite } from './fine-tuning.ts';
import { pipelineSuite } from './pipeline.ts';

/** Every suite that --suite can name. */
export const suites: readonly Suite[] = [pipelineSuite, computeSuite, fineTuningSuite];

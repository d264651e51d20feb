import path from 'node:path';
import { type WeightsPlaces, weightsPlaces } from '@sagittal/models/node';
import { z } from 'zod';

const pathList = z
  .string()
  .default('')
  .transform((list) => list.split(path.delimiter).filter((entry) => entry !== ''));

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  SAGITTAL_HOME: z.string().refine((home) => path.isAbsolute(home), 'must be an absolute path'),
  SAGITTAL_WEIGHTS: pathList,
  SAGITTAL_WEIGHTS_MIRROR: z.string().default(''),
  SAGITTAL_DATA_ROOTS: pathList,
  SAGITTAL_CODE_VERSION: z.string().default('unknown'),
  SAGITTAL_THREADS: z.preprocess((text) => (text === '' ? undefined : text), z.coerce.number().int().min(1).max(1024).optional()),
});

export interface TrainerEnv {
  readonly databaseUrl: string;
  readonly home: string;
  readonly weights: WeightsPlaces;
  /** Empty: imports may read whatever this user may. */
  readonly dataRoots: readonly string[];
  readonly codeVersion: string;
  /** Undefined: the engine chooses. */
  readonly threads: number | undefined;
}

/** @throws ZodError naming the variable that is wrong, AppError where the mirror is no address */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): TrainerEnv {
  const env = schema.parse(variables);
  return {
    databaseUrl: env.DATABASE_URL,
    home: env.SAGITTAL_HOME,
    weights: weightsPlaces({ folders: env.SAGITTAL_WEIGHTS, home: env.SAGITTAL_HOME, mirror: env.SAGITTAL_WEIGHTS_MIRROR }),
    dataRoots: env.SAGITTAL_DATA_ROOTS,
    codeVersion: env.SAGITTAL_CODE_VERSION,
    threads: env.SAGITTAL_THREADS,
  };
}

import { z } from 'zod';

const resultSchema = z.object({
  suite: z.string(),
  name: z.string(),
  value: z.number(),
  unit: z.string(),
  spread: z.number().nullable(),
  peer: z.string().nullable(),
  peerValue: z.number().nullable(),
  ratio: z.number().nullable(),
  target: z.number().nullable(),
});

/** What --json prints, as kept in bench/results. */
export const reportSchema = z.object({
  machine: z.object({
    processor: z.string(),
    cores: z.number(),
    memoryBytes: z.number(),
    system: z.string(),
    node: z.string(),
    measuredAt: z.string(),
  }),
  results: z.array(resultSchema),
});

export type BenchReport = z.output<typeof reportSchema>;

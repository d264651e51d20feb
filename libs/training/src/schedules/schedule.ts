/** The learning rate of a step. `step` counts from 0 over the whole training of `steps` steps. */
export type Schedule = (step: number, steps: number) => number;

/** Adam's rate at one step: its moments begin at 0, which makes them too small at first. Iteration 1 is the first. */
export function biasCorrected(learningRate: number, beta1: number, beta2: number, iteration: number): number {
  return (learningRate * Math.sqrt(1 - beta2 ** iteration)) / (1 - beta1 ** iteration);
}

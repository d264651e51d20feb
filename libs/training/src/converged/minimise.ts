/** A function to be minimised, and its gradient, at one point. */
export interface Evaluation {
  readonly value: number;
  readonly gradient: Float64Array;
}
export type Objective = (point: Float64Array) => Promise<Evaluation>;

export interface MinimiseOptions {
  /** Ends where no entry of the gradient is larger. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

export interface Minimum extends Evaluation {
  readonly point: Float64Array;
  readonly iterations: number;
  /** False: the iterations were used up, or no step went down any further. */
  readonly converged: boolean;
}

/** Pairs of steps and changes of the gradient that are remembered. */
const MEMORY = 10;
/** Armijo's and the strong curvature condition (Nocedal and Wright 2006, section 3.1), as for quasi-Newton methods there. */
const [DECREASE, CURVATURE] = [1e-4, 0.9];
const MAX_TRIALS = 30;
/**
 * Differences of values below this share of the value are rounding: close to the minimum they say nothing, and the slope alone
 * decides (as the approximate Wolfe conditions of Hager and Zhang 2005 do).
 */
const ROUNDING = 1e-13;

interface Pair {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly scale: number;
}

/** L-BFGS (Liu and Nocedal 1989) in double, with a line search to the strong Wolfe conditions. */
export async function minimise(
  objective: Objective,
  start: Float64Array,
  { tolerance, maxIterations }: MinimiseOptions,
): Promise<Minimum> {
  const pairs: Pair[] = [];
  let point = start;
  let now = await objective(point);
  for (let iteration = 0; iteration < maxIterations; iteration += 1) {
    if (largest(now.gradient) <= tolerance) return { ...now, point, iterations: iteration, converged: true };
    const direction = descend(now.gradient, pairs);
    // the first step has no scale yet
    const firstTrial = pairs.length > 0 ? 1 : Math.min(1, 1 / norm(now.gradient));
    const found = await searchLine(objective, point, now, direction, firstTrial);
    if (found === null) return { ...now, point, iterations: iteration, converged: false };
    const step = combine(found.point, -1, point);
    const change = combine(found.gradient, -1, now.gradient);
    const curvature = dot(step, change);
    if (curvature > 0) {
      pairs.push({ step, change, scale: 1 / curvature });
      if (pairs.length > MEMORY) pairs.shift();
    }
    point = found.point;
    now = found;
  }
  return { ...now, point, iterations: maxIterations, converged: largest(now.gradient) <= tolerance };
}

/** The two loops over the remembered pairs: −(an approximation of the inverse Hessian) · gradient. */
function descend(gradient: Float64Array, pairs: readonly Pair[]): Float64Array {
  let direction: Float64Array = gradient.map((value) => -value);
  const weights = new Map<Pair, number>();
  for (const pair of pairs.toReversed()) {
    const weight = pair.scale * dot(pair.step, direction);
    weights.set(pair, weight);
    direction = combine(direction, -weight, pair.change);
  }
  const last = pairs.at(-1);
  if (last !== undefined) {
    const scale = 1 / (last.scale * dot(last.change, last.change));
    direction = direction.map((value) => value * scale);
  }
  for (const pair of pairs) {
    const weight = pair.scale * dot(pair.change, direction);
    direction = combine(direction, (weights.get(pair) ?? 0) - weight, pair.step);
  }
  return direction;
}

interface Trial extends Evaluation {
  readonly at: number;
  readonly point: Float64Array;
  /** Of the value along the line. */
  readonly slope: number;
}

/** Bracket, then narrow (Nocedal and Wright 2006, algorithms 3.5 and 3.6). Null where no step goes down. */
async function searchLine(
  objective: Objective,
  point: Float64Array,
  now: Evaluation,
  direction: Float64Array,
  firstTrial: number,
): Promise<Trial | null> {
  const slope = dot(now.gradient, direction);
  if (!(slope < 0)) return null;
  const evaluate = async (at: number): Promise<Trial> => {
    const there = combine(point, at, direction);
    const evaluation = await objective(there);
    return { ...evaluation, at, point: there, slope: dot(evaluation.gradient, direction) };
  };
  const rounding = ROUNDING * Math.abs(now.value);
  const tooHigh = ({ at, value }: Trial, than: number): boolean =>
    value > now.value + DECREASE * at * slope + rounding || value > than + rounding;
  const flatEnough = (trial: Trial): boolean => Math.abs(trial.slope) <= -CURVATURE * slope;

  let low: Trial = { ...now, at: 0, point, slope };
  let high: Trial | null = null;
  let at = firstTrial;
  for (let trials = 0; trials < MAX_TRIALS; trials += 1) {
    const trial = await evaluate(at);
    if (!Number.isFinite(trial.value) || tooHigh(trial, trials === 0 ? Infinity : low.value)) high = trial;
    else {
      if (flatEnough(trial)) return trial;
      // uphill behind the trial: the minimum lies between the two
      if (trial.slope * ((high?.at ?? Infinity) - low.at) >= 0) high = low;
      low = trial;
    }
    at = high === null ? 2 * at : between(low, high);
  }
  return low.at > 0 ? low : null;
}

/** The minimum of the cubic through two trials, where it lies well inside; else the middle. */
function between(low: Trial, high: Trial): number {
  const width = high.at - low.at;
  const middle = low.at + width / 2;
  if (!Number.isFinite(high.value)) return low.at + width / 10;
  const first = low.slope + high.slope - (3 * (low.value - high.value)) / (low.at - high.at);
  const root = Math.sign(width) * Math.sqrt(first * first - low.slope * high.slope);
  const at = high.at - (width * (high.slope + root - first)) / (high.slope - low.slope + 2 * root);
  const share = (at - low.at) / width;
  return Number.isFinite(at) && share > 0.05 && share < 0.95 ? at : middle;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}

function norm(a: Float64Array): number {
  return Math.sqrt(dot(a, a));
}

function largest(a: Float64Array): number {
  return a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** a + factor · b */
function combine(a: Float64Array, factor: number, b: Float64Array): Float64Array {
  return a.map((value, index) => value + factor * (b[index] ?? 0));
}

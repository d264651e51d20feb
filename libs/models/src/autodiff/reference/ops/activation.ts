import { inputAt, zip, type Kernel } from '../tensor.ts';

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * The error function in double: erf x = 2 / √π · e^(−x²) · Σ 2ⁿ x^(2n + 1) / (1 · 3 · … · (2n + 1)), whose terms have one sign
 * (Abramowitz and Stegun 7.1.6). Beyond 6 it is ±1 to the last bit.
 */
function erf(x: number): number {
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** The normal distribution and its density. */
const distribution = (x: number): number => 0.5 * (1 + erf(x * Math.SQRT1_2));
const density = (x: number): number => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

export const sigmoid: Kernel<unknown> = (inputs) => [inputAt(inputs, 0).data.map(logistic)];

export const sigmoidGrad: Kernel<unknown> = (inputs) => [
  zip(inputAt(inputs, 0), inputAt(inputs, 1), (dy, y) => dy * y * (1 - y)),
];

export const swish: Kernel<unknown> = (inputs) => [inputAt(inputs, 0).data.map((x) => x * logistic(x))];

export const swishGrad: Kernel<unknown> = (inputs) => [
  zip(inputAt(inputs, 0), inputAt(inputs, 1), (dy, x) => dy * logistic(x) * (1 + x * (1 - logistic(x)))),
];

export const gelu: Kernel<unknown> = (inputs) => [inputAt(inputs, 0).data.map((x) => x * distribution(x))];

export const geluGrad: Kernel<unknown> = (inputs) => [
  zip(inputAt(inputs, 0), inputAt(inputs, 1), (dy, x) => dy * (distribution(x) + x * density(x))),
];

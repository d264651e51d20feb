import { at, inputAt, zip, type Kernel } from '../tensor.ts';

export const adam: Kernel<{ readonly beta1: number; readonly beta2: number; readonly epsilon: number }> = (
  inputs,
  _types,
  { beta1, beta2, epsilon },
) => {
  const [parameter, gradient, m, v, rate] = [
    inputAt(inputs, 0),
    inputAt(inputs, 1),
    inputAt(inputs, 2),
    inputAt(inputs, 3),
    inputAt(inputs, 4),
  ];
  const nextM = zip(m, gradient, (old, g) => beta1 * old + (1 - beta1) * g);
  const nextV = zip(v, gradient, (old, g) => beta2 * old + (1 - beta2) * g * g);
  const next = parameter.data.map(
    (value, index) => value - (at(rate.data, 0) * at(nextM, index)) / (Math.sqrt(at(nextV, index)) + epsilon),
  );
  return [next, nextM, nextV];
};

export const adamw: typeof adam = (inputs, types, attributes, context) => {
  const [parameter, decay] = [inputAt(inputs, 0), at(inputAt(inputs, 5).data, 0)];
  const shrunk = { ...parameter, data: parameter.data.map((value) => value - value * decay) };
  return adam([shrunk, ...inputs.slice(1, 5)], types, attributes, context);
};

export const rmsprop: Kernel<{
  readonly rho: number;
  readonly momentum: number;
  readonly epsilon: number;
  readonly centered: boolean;
}> = (inputs, _types, { rho, momentum, epsilon, centered }) => {
  const [parameter, gradient, velocity] = [inputAt(inputs, 0), inputAt(inputs, 1), inputAt(inputs, 2)];
  const rate = at(inputAt(inputs, inputs.length - 1).data, 0);
  const nextVelocity = zip(velocity, gradient, (old, g) => rho * old + (1 - rho) * g * g);
  const nextAverage = centered
    ? zip(inputAt(inputs, momentum > 0 ? 4 : 3), gradient, (old, g) => rho * old + (1 - rho) * g)
    : undefined;
  const steps = gradient.data.map((g, index) => {
    const average = nextAverage === undefined ? 0 : at(nextAverage, index);
    return (rate * g) / Math.sqrt(at(nextVelocity, index) - average ** 2 + epsilon);
  });
  const gathered = momentum > 0 ? inputAt(inputs, 3).data.map((old, index) => momentum * old + at(steps, index)) : undefined;
  const next = parameter.data.map((value, index) => value - at(gathered ?? steps, index));
  return [next, nextVelocity, ...(gathered === undefined ? [] : [gathered]), ...(nextAverage === undefined ? [] : [nextAverage])];
};

export const sgd: Kernel<{ readonly momentum: number; readonly nesterov: boolean }> = (
  inputs,
  _types,
  { momentum, nesterov },
) => {
  const [parameter, gradient] = [inputAt(inputs, 0), inputAt(inputs, 1)];
  const rate = at(inputAt(inputs, inputs.length - 1).data, 0);
  const velocity = inputs.length === 4 ? inputAt(inputs, 2) : undefined;
  if (velocity === undefined) return [zip(parameter, gradient, (value, g) => value - rate * g)];
  const next = zip(velocity, gradient, (old, g) => momentum * old - rate * g);
  return [
    parameter.data.map(
      (value, index) => value + (nesterov ? momentum * at(next, index) - rate * at(gradient.data, index) : at(next, index)),
    ),
    next,
  ];
};

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minimise, type Objective } from './minimise.ts';

const rosenbrock: Objective = (point) => {
  const [x = 0, y = 0] = point;
  return Promise.resolve({
    value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
  });
};
const options = { tolerance: 1e-9, maxIterations: 1000 };

test('Rosenbrock’s valley, from anywhere', async () => {
  const coordinate = fc.double({ min: -3, max: 3, noNaN: true });
  await fc.assert(
    fc.asyncProperty(coordinate, coordinate, async (x, y) => {
      const { point, converged } = await minimise(rosenbrock, Float64Array.of(x, y), options);
      expect(converged).toBe(true);
      expect(Math.hypot((point[0] ?? 0) - 1, (point[1] ?? 0) - 1)).toBeLessThan(1e-7);
    }),
  );
});

test('a quadratic of 40 unequal axes', async () => {
  const { point, iterations, converged } = await minimise(
    (at) =>
      Promise.resolve({
        value: at.reduce((sum, value, index) => sum + ((index + 1) * (value - index) ** 2) / 2, 0),
        gradient: at.map((value, index) => (index + 1) * (value - index)),
      }),
    new Float64Array(40),
    options,
  );
  expect(converged).toBe(true);
  expect(iterations).toBeLessThan(100);
  expect(Math.max(...point.map((value, index) => Math.abs(value - index)))).toBeLessThan(1e-8);
});

test('a value that is infinite beyond a wall is stepped back from', async () => {
  const walled: Objective = ([x = 0]) =>
    Promise.resolve({ value: x < 1 ? -Math.log(1 - x) - 3 * x : Infinity, gradient: Float64Array.of(1 / (1 - x) - 3) });
  const { point } = await minimise(walled, Float64Array.of(-5), options);
  expect(point[0]).toBeCloseTo(2 / 3, 8);
});

test('iterations that run out are told', async () => {
  expect((await minimise(rosenbrock, Float64Array.of(-1.2, 1), { tolerance: 1e-9, maxIterations: 3 })).converged).toBe(false);
});

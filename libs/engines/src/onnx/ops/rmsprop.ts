import { nth, type Lowering } from '../lowering.ts';

export const rmsprop: Lowering<'rmsprop'> = (
  { inputs, outputs, attributes: { rho, momentum, epsilon, centered } },
  { writer, get, set },
) => {
  const [parameter, gradient] = [get(nth(inputs, 0)), get(nth(inputs, 1))];
  const rate = get(nth(inputs, inputs.length - 1));
  const scale = (value: string, factor: number): string => writer.node('Mul', [value, writer.scalar(factor)]);
  const moved = (slot: number, value: string): string => {
    const next = writer.node('Add', [scale(get(nth(inputs, slot + 1)), rho), scale(value, 1 - rho)]);
    set(nth(outputs, slot), next);
    return next;
  };
  let spread = moved(1, writer.node('Mul', [gradient, gradient]));
  if (centered) {
    const average = moved(momentum > 0 ? 3 : 2, gradient);
    spread = writer.node('Sub', [spread, writer.node('Mul', [average, average])]);
  }
  const root = writer.node('Sqrt', [writer.node('Add', [spread, writer.scalar(epsilon)])]);
  let step = writer.node('Div', [writer.node('Mul', [gradient, rate]), root]);
  if (momentum > 0) {
    step = writer.node('Add', [scale(get(nth(inputs, 3)), momentum), step]);
    set(nth(outputs, 2), step);
  }
  set(nth(outputs, 0), writer.node('Sub', [parameter, step]));
};

import type { LayerContext } from './rule.ts';

/** The gradient of a parameter that every image was given alike: the sum over the batch. `dy` has the parameter's shape. */
export function batchSumGradient({ builder, parameter, trains }: LayerContext, suffix: string, dy: () => string): void {
  if (!trains(suffix)) return;
  const name = parameter(suffix);
  const gradient = builder.temporary(`grad:${name}`, builder.typeOf(name));
  builder.emit({ kind: 'batchSum', inputs: [dy()], outputs: [gradient], attributes: {} });
  builder.setParameterGradient(name, gradient);
}

import type { LayerContext } from './rule.ts';

/** The bias is added everywhere, so its gradient is the sum over batch and positions. */
export function biasGradient({ builder, parameter, trains }: LayerContext, dy: string): void {
  if (!trains('bias')) return;
  const bias = parameter('bias');
  const gradient = builder.temporary(`grad:${bias}`, builder.typeOf(bias));
  builder.emit({ kind: 'channelSum', inputs: [dy], outputs: [gradient], attributes: {} });
  builder.setParameterGradient(bias, gradient);
}

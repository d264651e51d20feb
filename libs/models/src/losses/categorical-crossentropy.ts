import { STEP_VALUES } from '../autodiff/step-graph.ts';
import type { LossRule } from './loss.ts';

/** −Σ weight · Σ target · log(probability) / batch size, from the logits. Targets may be soft. */
export const categoricalCrossentropy: LossRule = {
  derive(builder, logits, probabilities) {
    const loss = builder.declare('loss', { shape: [], batched: false });
    const { targets, sampleWeights } = STEP_VALUES;
    builder.emit({ kind: 'softmaxCrossEntropy', inputs: [logits, targets, sampleWeights], outputs: [loss], attributes: {} });
    const gradient = builder.temporary(`grad:${logits}`, builder.typeOf(logits));
    builder.emit({
      kind: 'softmaxCrossEntropyGrad',
      inputs: [probabilities, targets, sampleWeights],
      outputs: [gradient],
      attributes: {},
    });
    return { loss, gradient };
  },
};

import type { ProgramBuilder } from '../autodiff/builder.ts';

/** Writes the ops of a loss. */
export interface LossRule {
  /**
   * @param logits the value before the softmax, [classes] per image.
   * @param probabilities the softmax of it.
   * @returns the value of the loss (a scalar) and that of its gradient with respect to the logits.
   */
  derive(builder: ProgramBuilder, logits: string, probabilities: string): { readonly loss: string; readonly gradient: string };
}

import { activation } from './activation.ts';

/** x · sigmoid(x); PyTorch calls it SiLU. It has a minimum, so that its gradient cannot be told from what came out. */
export const swish = activation<'swish'>('swish', 'swishGrad', 'input');

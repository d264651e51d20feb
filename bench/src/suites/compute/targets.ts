import type { ComputeNetwork, Pass } from './networks.ts';

/** A large network's forward pass, as a share of the machine's matrix-multiply bound. */
export const BOUND_TARGET = 0.95;
/** Peak memory: the faster peer's, divided by ours. */
export const MEMORY_TARGET = 1;

/** A full step must be at least as fast as Keras's. */
const KERAS_STEP = 1;
/** PyTorch's ResNet50 has no convolution biases and batch norm as one kernel. */
const PYTORCH_RESNET50_STEP = 0.9;
/** Depthwise convolutions are what both peers are slow at. */
const MOBILENET_STEP = 1.2;

/** The rate asked for, as a multiple of a peer's; null where none is. */
export function rateTarget(
  network: ComputeNetwork,
  pass: Pass,
  peer: { readonly name: 'keras' | 'torch'; readonly isFaster: boolean },
): number | null {
  if (pass !== 'step') return null;
  if (network.name.startsWith('mobilenet') && peer.isFaster) return MOBILENET_STEP;
  if (peer.name === 'keras') return KERAS_STEP;
  return network.name === 'resnet50' ? PYTORCH_RESNET50_STEP : null;
}

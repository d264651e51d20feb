export { hashedNoise, hashedParameters, hashedPixels } from './testing/hashed.ts';
export { parametersOf, smallNetworks } from './testing/small-networks.ts';
export { readSafetensors } from './weights/safetensors.ts';

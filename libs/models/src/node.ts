export {
  findWeights,
  loadWeights,
  weightsAvailability,
  type FoundWeights,
  type LoadedWeights,
  type WeightsAvailability,
} from './weights/node-weights.ts';

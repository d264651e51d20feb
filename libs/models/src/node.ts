export { isDownloadable, type WeightsPlaces } from './weights/how-to-bring.ts';
export { sizeWords } from './weights/size-words.ts';
export { downloadWeights, type DownloadProgress } from './weights/node/download-weights.ts';
export { findWeights, type FoundWeights } from './weights/node/find-weights.ts';
export { loadWeights, ORIGIN_WORDS, type LoadedWeights, type WeightsOrigin } from './weights/node/load-weights.ts';
export { weightsPlaces } from './weights/node/places.ts';
export { weightsAvailability, type WeightsAvailability } from './weights/node/weights-availability.ts';

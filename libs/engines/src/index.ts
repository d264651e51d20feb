export type { BatchInput, Engine, EngineProbe, ForwardSession, StepInput, StepResult, TrainingSession } from './engine.ts';
export { probeEngines, selectEngine } from './select.ts';
export { encodeModelFile, type ModelFileOptions } from './onnx/export/export-model.ts';
export { profileSessions } from './onnx/profiling.ts';
export type { Matrix, MatrixProducts } from './products/matrix-products.ts';
export { plainProducts } from './products/plain.ts';
export { ADDON_FILE, buildFolder, NATIVE_PACKAGES, TENSORFLOW_VERSION, type NativeFlavour } from './tfjs/native-builds.ts';

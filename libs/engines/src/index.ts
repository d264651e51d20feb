export type { BatchInput, Engine, EngineProbe, ForwardSession, StepInput, StepResult, TrainingSession } from './engine.ts';
export { probeEngines, selectEngine } from './select.ts';

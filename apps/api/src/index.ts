export type { ApiOptions } from './context.ts';
export { type Api, createApi } from './handler.ts';
export { hostGuard } from './infra/host-guard.ts';

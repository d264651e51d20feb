export * from './graph/graph.ts';

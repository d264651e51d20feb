export * from './graph/graph.ts';
export { mergeRecipe } from './presets/merge-recipe.ts';
export type { Preset } from './presets/preset.ts';
export { presetByName, presets } from './presets/presets.ts';
export { checkRecipe, type RecipeCheck, type RecipeContext } from './recipe-check/check-recipe.ts';
export type { RecipeProblem } from './recipe-check/problem.ts';
export type { SubsetLabelCounts } from './recipe-check/split-problems.ts';
export { classesOfTask, type TaskClass } from './recipe-check/task-classes.ts';

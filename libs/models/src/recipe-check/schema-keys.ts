import { recipeSchema } from '@sagittal/contracts';
import { z } from 'zod';

/**
 * The keys that the recipe's schema knows at a path. Where the schema has alternatives (an optimizer of another type), the
 * value itself says which one is meant.
 */
export function keysAt(path: readonly PropertyKey[], recipe: unknown): string[] {
  let schema: z.core.$ZodType | undefined = recipeSchema;
  let value = recipe;
  for (const step of path) {
    schema = inside(schema, value, step);
    value = valueAt(value, step);
  }
  return Object.keys(shapeOf(schema, value) ?? {});
}

/** Every path of the schema that ends in this key, as in `optimizer.learningRate`. */
export function pathsOf(key: string): string[] {
  const found = new Set<string>();
  walk(recipeSchema, [], (path) => {
    if (path.at(-1) === key) found.add(path.join('.'));
  });
  return [...found];
}

function walk(schema: z.core.$ZodType, path: string[], visit: (path: string[]) => void): void {
  for (const option of alternatives(schema)) {
    if (!(option instanceof z.core.$ZodObject)) continue;
    for (const [key, child] of Object.entries(option._zod.def.shape)) {
      visit([...path, key]);
      walk(child, [...path, key], visit);
    }
  }
}

function inside(schema: z.core.$ZodType | undefined, value: unknown, step: PropertyKey): z.core.$ZodType | undefined {
  if (schema === undefined) return undefined;
  if (typeof step === 'number') {
    const list = alternatives(schema).find((option) => option instanceof z.core.$ZodArray);
    return list instanceof z.core.$ZodArray ? list._zod.def.element : undefined;
  }
  return shapeOf(schema, value)?.[String(step)];
}

/** The object shape that a value is meant to have: of several, the one whose fixed values (`type`) the value has. */
function shapeOf(schema: z.core.$ZodType | undefined, value: unknown): z.core.$ZodShape | undefined {
  if (schema === undefined) return undefined;
  const shapes = alternatives(schema).flatMap((option) => (option instanceof z.core.$ZodObject ? [option._zod.def.shape] : []));
  return (
    shapes.find((shape) =>
      Object.entries(shape).every(
        ([key, child]) => !(child instanceof z.core.$ZodLiteral) || child._zod.def.values.includes(valueAt(value, key) as string),
      ),
    ) ?? shapes[0]
  );
}

function alternatives(schema: z.core.$ZodType): z.core.$ZodType[] {
  if (schema instanceof z.core.$ZodUnion) return schema._zod.def.options.flatMap(alternatives);
  if (schema instanceof z.core.$ZodDefault || schema instanceof z.core.$ZodPrefault || schema instanceof z.core.$ZodNullable) {
    return alternatives(schema._zod.def.innerType);
  }
  return [schema];
}

export function valueAt(value: unknown, step: PropertyKey): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? (value as Record<PropertyKey, unknown>)[step]
    : undefined;
}

import { recipeSchema } from '@sagittal/contracts';
import { z } from 'zod';
import { valueAt } from './recipe-value.ts';

/** How a value of the recipe is edited. */
export type FieldKind =
  | { readonly kind: 'number'; readonly whole: boolean; readonly nullable: boolean }
  /** Whole numbers with commas between them. */
  | { readonly kind: 'list' }
  /** A list of objects, as JSON. */
  | { readonly kind: 'json' }
  | { readonly kind: 'text'; readonly nullable: boolean }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'switch' };

export interface RecipeField {
  readonly path: string;
  readonly label: string;
  /** What else there is to say: the range, or what it does. */
  readonly note: string;
  readonly type: FieldKind;
}

export interface RecipeSection {
  readonly title: string;
  readonly fields: readonly RecipeField[];
}

/** The part of JSON Schema that zod writes for recipes. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

const schema = z.toJSONSchema(recipeSchema, { io: 'input' }) as Schema;

/** Which parts of the recipe stand together, in this order; a part that is not named here has a section of its own. */
const SECTIONS: readonly { readonly title: string; readonly parts: readonly string[] }[] = [
  { title: 'Backbone', parts: ['backbone', 'input'] },
  { title: 'Head', parts: ['head'] },
  { title: 'Augmentation', parts: ['augmentation'] },
  { title: 'Training', parts: ['optimizer', 'schedule', 'loss', 'epochs', 'batch', 'seed'] },
];
/** What no form edits: versions, and the task, whose lists of classes are written as JSON. */
const NOT_IN_FORM: readonly string[] = ['schemaVersion', 'kind', 'task'];

const WORDS: Readonly<Record<string, { readonly label?: string; readonly note?: string }>> = {
  'augmentation.steps': { note: 'in order, as [{"type": "rotate", "degrees": [-10, 10]}, {"type": "flip"}]; [] for none' },
  'augmentation.fill.mode': { label: 'Beyond the edge', note: 'what is seen there' },
  'augmentation.fill.value': { label: 'Constant', note: 'with constant; 0 to 255' },
  'backbone.trainable': { label: 'Trained layers', note: 'of the backbone' },
  'backbone.weights': { note: 'it begins with; none: seeded ones' },
  'head.dense': { label: 'Hidden layers', note: 'units, as 512, 128; empty: none' },
  'head.window': { label: 'Pool window', note: 'before flattening; empty: none' },
  'head.batchNorm': { label: 'Batch norm', note: 'behind each hidden layer' },
  'head.standardize': { label: 'Standardise features', note: 'wants a frozen backbone' },
  'optimizer.type': { label: 'Optimizer' },
  'optimizer.learningRate': { note: 'as 1e-3 or 0.001' },
  'optimizer.beta1': { label: 'Beta 1' },
  'optimizer.beta2': { label: 'Beta 2' },
  'schedule.type': { label: 'Rate over time' },
  'schedule.final': { label: 'Final share of the rate' },
  'loss.type': { label: 'Loss' },
  epochs: { note: 'passes over the training images' },
  batch: { note: 'images a step' },
  seed: { note: 'the same seed repeats the run' },
};

/** `learningRate` as `Learning rate`. */
function humanized(key: string): string {
  const words = key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function rangeWords({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: Schema): string {
  const tidy = (value: number | undefined): number | undefined =>
    value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER || value === 2 ** 31 - 1 ? undefined : value;
  const low = tidy(minimum) ?? (exclusiveMinimum === undefined ? undefined : `over ${exclusiveMinimum}`);
  const high = tidy(maximum) ?? (exclusiveMaximum === undefined ? undefined : `under ${exclusiveMaximum}`);
  if (low !== undefined && high !== undefined) return `${low} to ${high}`;
  if (low !== undefined) return typeof low === 'string' ? low : `${low} or more`;
  return high === undefined ? '' : typeof high === 'string' ? high : `${high} or less`;
}

/** How one value is edited; null: not by a form. */
function kindOf(own: Schema): FieldKind | null {
  if (own.anyOf) {
    const inner = own.anyOf.filter(({ type }) => type !== 'null');
    const [only] = inner;
    if (inner.length !== 1 || only === undefined) return null;
    const kind = kindOf(only);
    return kind?.kind === 'number' || kind?.kind === 'text' ? { ...kind, nullable: true } : null;
  }
  if (own.enum) return { kind: 'choice', options: own.enum.filter((option) => typeof option === 'string') };
  if (own.const !== undefined) return null;
  switch (own.type) {
    case 'integer':
    case 'number':
      return { kind: 'number', whole: own.type === 'integer', nullable: false };
    case 'boolean':
      return { kind: 'switch' };
    case 'string':
      return { kind: 'text', nullable: false };
    case 'array':
      if (own.items?.oneOf) return { kind: 'json' };
      return own.items?.type === 'integer' ? { kind: 'list' } : null;
    case undefined:
    default:
      return null;
  }
}

function fieldOf(path: string, own: Schema, type: FieldKind): RecipeField {
  const key = path.split('.').at(-1) ?? path;
  const inner = own.anyOf?.find((one) => one.type !== 'null') ?? own;
  return {
    path,
    label: WORDS[path]?.label ?? humanized(key),
    note: WORDS[path]?.note ?? (type.kind === 'number' ? rangeWords(inner) : ''),
    type,
  };
}

/** The fields of a part: of an object its values, of a choice between objects the choice and the values of the chosen one. */
function fieldsOf(path: string, own: Schema, recipe: unknown): RecipeField[] {
  if (own.oneOf) {
    const typeOf = (variant: Schema): string => String(variant.properties?.['type']?.const);
    const options = own.oneOf.map(typeOf);
    const chosen = own.oneOf.find((variant) => typeOf(variant) === valueAt(recipe, `${path}.type`)) ?? own.oneOf[0];
    const choice = fieldOf(`${path}.type`, own, { kind: 'choice', options });
    return [choice, ...(chosen ? fieldsOf(path, chosen, recipe) : [])];
  }
  if (own.properties) return Object.entries(own.properties).flatMap(([key, value]) => fieldsOf(`${path}.${key}`, value, recipe));
  const type = kindOf(own);
  return type === null ? [] : [fieldOf(path, own, type)];
}

/**
 * The form of a recipe, built from its schema: whatever the schema gains gains a field. Which fields there are depends on
 * the choices made, as an optimizer's settings on the optimizer.
 */
export function recipeSections(recipe: unknown): readonly RecipeSection[] {
  const parts = Object.keys(schema.properties ?? {}).filter((part) => !NOT_IN_FORM.includes(part));
  const named = SECTIONS.flatMap((section) => section.parts);
  const sections = [
    ...SECTIONS,
    ...parts.filter((part) => !named.includes(part)).map((part) => ({ title: humanized(part), parts: [part] })),
  ];
  return sections
    .map(({ title, parts: own }) => ({
      title,
      fields: own
        .filter((part) => parts.includes(part))
        .flatMap((part) => fieldsOf(part, schema.properties?.[part] ?? {}, recipe)),
    }))
    .filter(({ fields }) => fields.length > 0);
}

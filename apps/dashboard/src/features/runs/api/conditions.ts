import { RUN_STATUSES } from '@sagittal/contracts';
import type { MetricAggregate, RunWhere } from '../../../gql/graphql.ts';

/** What a text in the filter asks for, and which words of it could not be read. */
export interface Conditions {
  readonly where: readonly RunWhere[];
  /** The words that are no condition: a part of the name. */
  readonly search: string;
  readonly problems: readonly string[];
}

type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=' | '~';

// a path or key, an operator, a value that may stand in quotation marks
const CONDITION = /([\p{L}_][\p{L}\p{N}_.-]*)\s*(!=|>=|<=|=|>|<|~)\s*("[^"]*"|[^\s"]+)/gu;

/** What a recipe holds at its top: single values, and parts whose values are named behind a dot. */
const RECIPE_VALUES: readonly string[] = ['epochs', 'batch', 'seed'];
const RECIPE_PARTS: readonly string[] = [
  'backbone',
  'head',
  'input',
  'task',
  'loss',
  'optimizer',
  'schedule',
  'augmentation',
  'callbacks',
];

/** Names that are neither a metric nor a value of the recipe. */
const RUN_NAMES: readonly string[] = ['status', 'dataset', 'architecture', 'preset'];

const AGGREGATES: Readonly<Record<string, MetricAggregate>> = { best: 'BEST', last: 'LAST', min: 'MIN', max: 'MAX' };
const BOUNDS = { '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte', '=': 'eq' } as const;

/**
 * Reads `resnet val_accuracy > 0.9 and optimizer.learningRate <= 1e-3`: words are a part of the name, the rest are
 * conditions that must all hold. A metric is meant at its best, or as `val_loss.last`; `tag.KEY = value` is a tag.
 */
export function readConditions(text: string): Conditions {
  const where: RunWhere[] = [];
  const problems: string[] = [];
  const rest = text.replaceAll(CONDITION, (_, name: string, operator: Operator, quoted: string) => {
    const value = quoted.startsWith('"') ? quoted.slice(1, -1) : quoted;
    const read = condition(name, operator, value);
    if (typeof read === 'string') problems.push(read);
    else where.push(read);
    return ' ';
  });
  const words = rest.split(/\s+/).filter((word) => word !== '' && (where.length + problems.length === 0 || word !== 'and'));
  return { where, search: words.join(' '), problems };
}

/** One condition, or why it is none. */
function condition(name: string, operator: Operator, value: string): RunWhere | string {
  const negated = (inside: RunWhere): RunWhere => (operator === '!=' ? { not: inside } : inside);
  const [first = '', ...others] = name.split('.');
  const equality = operator === '=' || operator === '!=';
  if (RUN_NAMES.includes(name) || (first === 'tag' && others.length > 0)) {
    if (!equality) return `${name} is compared by = or != alone.`;
    switch (first) {
      case 'status': {
        const status = RUN_STATUSES.find((known) => known.toLowerCase() === value.toLowerCase());
        return status === undefined
          ? `status is one of ${RUN_STATUSES.map((known) => known.toLowerCase()).join(', ')}.`
          : negated({ status: [status] });
      }
      case 'dataset':
        return negated({ datasetName: value });
      case 'architecture':
        return negated({ architecture: [value] });
      case 'preset':
        return negated({ preset: [value] });
      default:
        return negated({ tag: { key: others.join('.'), value } });
    }
  }
  const number = value === '' ? Number.NaN : Number(value);
  if (isRecipePath(first, others)) {
    if (operator === '~') return { recipe: { path: name, contains: value } };
    if (operator === '!=') return { recipe: { path: name, ne: jsonOf(value) } };
    if (operator === '=') return { recipe: { path: name, eq: jsonOf(value) } };
    return Number.isFinite(number)
      ? { recipe: { path: name, [BOUNDS[operator]]: number } }
      : `${name} ${operator} wants a number, not “${value}”.`;
  }
  if (operator === '~' || operator === '!=') return `${name} is compared by =, >, >=, < or <=.`;
  if (!Number.isFinite(number)) return `${name} ${operator} wants a number, not “${value}”.`;
  const aggregate = AGGREGATES[others.at(-1) ?? ''];
  const key = aggregate === undefined ? name : name.slice(0, name.lastIndexOf('.'));
  return { metric: { key, aggregate: aggregate ?? 'BEST', [BOUNDS[operator]]: number } };
}

/** `loss.type` is of the recipe, `loss` and `loss.last` are the metric of that name. */
function isRecipePath(first: string, others: readonly string[]): boolean {
  if (others.length === 0) return RECIPE_VALUES.includes(first);
  return RECIPE_PARTS.includes(first) && !(others.length === 1 && AGGREGATES[others[0] ?? ''] !== undefined);
}

/** A value as it stands in a recipe: a number, true, false, null, or text. */
function jsonOf(value: string): unknown {
  if (value !== '' && Number.isFinite(Number(value))) return Number(value);
  if (value === 'true' || value === 'false') return value === 'true';
  return value === 'null' ? null : value;
}

import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

export interface Coverage {
  /** Fields, arguments, input fields and enum values of the core schema. */
  readonly total: number;
  readonly served: number;
  /** Coordinates of the core schema that are not served yet, as in `Run.forks`. */
  readonly missing: readonly string[];
  /** What is served but not as the core schema says, each in a sentence. */
  readonly contradictions: readonly string[];
}

type Input = Pick<GraphQLArgument | GraphQLInputField, 'type' | 'defaultValue'>;

/**
 * How much of the core schema is served, and where the served one says otherwise: another type, nullability or default, or
 * a new argument that has to be given. More types, fields and optional arguments are no contradiction.
 */
export function schemaCoverage(core: GraphQLSchema, served: GraphQLSchema): Coverage {
  const missing: string[] = [];
  const contradictions: string[] = [];
  let total = 0;
  const expect = (coordinate: string, present: boolean): boolean => {
    total += 1;
    if (!present) missing.push(coordinate);
    return present;
  };
  const same = (coordinate: string, wanted: unknown, found: unknown): void => {
    if (String(wanted) !== String(found)) contradictions.push(`${coordinate} is ${String(found)}, not ${String(wanted)}.`);
  };
  const inputs = (
    parent: string,
    wanted: readonly (Input & { name: string })[],
    found: readonly (Input & { name: string })[],
    required: (input: never) => boolean,
  ): void => {
    for (const input of wanted) {
      const match = found.find(({ name }) => name === input.name);
      const coordinate = `${parent}${input.name}`;
      if (!expect(coordinate, match !== undefined) || match === undefined) continue;
      same(coordinate, input.type, match.type);
      same(`${coordinate}'s default`, JSON.stringify(input.defaultValue), JSON.stringify(match.defaultValue));
    }
    for (const input of found) {
      if (!wanted.some(({ name }) => name === input.name) && required(input as never))
        contradictions.push(`${parent}${input.name} has to be given, which the core schema does not say.`);
    }
  };
  const enumValues = (type: GraphQLEnumType, match: GraphQLEnumType): void => {
    for (const { name } of type.getValues())
      expect(`${type.name}.${name}`, match.getValue(name) !== undefined && match.getValue(name) !== null);
  };
  const compare = (type: GraphQLNamedType, match: GraphQLNamedType): void => {
    if (isEnumType(type) && isEnumType(match)) enumValues(type, match);
    else if (isInputObjectType(type) && isInputObjectType(match))
      inputs(`${type.name}.`, Object.values(type.getFields()), Object.values(match.getFields()), isRequiredInputField);
    else if ((isObjectType(type) && isObjectType(match)) || (isInterfaceType(type) && isInterfaceType(match))) {
      for (const { name } of type.getInterfaces())
        if (!match.getInterfaces().some((other) => other.name === name))
          contradictions.push(`${type.name} does not implement ${name}.`);
      for (const field of Object.values(type.getFields())) {
        const other = match.getFields()[field.name];
        const coordinate = `${type.name}.${field.name}`;
        if (!expect(coordinate, other !== undefined) || other === undefined) continue;
        same(coordinate, field.type, other.type);
        inputs(`${coordinate}:`, field.args, other.args, isRequiredArgument);
      }
    } else if (type.constructor !== match.constructor) contradictions.push(`${type.name} is another kind of type.`);
  };
  for (const type of Object.values(core.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    const match = served.getType(type.name);
    if (match) compare(type, match);
    else missing.push(...coordinatesOf(type).map((coordinate) => ((total += 1), coordinate)));
  }
  return { total, served: total - missing.length, missing, contradictions };
}

function coordinatesOf(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (isInputObjectType(type)) return Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);
  if (isObjectType(type) || isInterfaceType(type))
    return Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}`,
      ...field.args.map(({ name }) => `${type.name}.${field.name}:${name}`),
    ]);
  return [type.name];
}

/** Coordinates without a description: types, fields, arguments, input fields and enum values. */
export function undescribed(schema: GraphQLSchema): string[] {
  const found: string[] = [];
  const look = (coordinate: string, description: string | null | undefined): void => {
    if (!description) found.push(coordinate);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) continue;
    look(type.name, type.description);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value.description);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field.description);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field.description);
        for (const argument of field.args) look(`${type.name}.${field.name}:${argument.name}`, argument.description);
      }
    }
  }
  return found;
}

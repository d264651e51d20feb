import { randomUUID } from 'node:crypto';
import { AppError, type ErrorRecord, toErrorRecord } from '@sagittal/contracts';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { z, ZodError } from 'zod';

/** What every error carries, so that a client need not look for the keys. */
function extensions({ code, field, item, hint }: ErrorRecord): Record<string, unknown> {
  return { code, field: field ?? null, item: item ?? null, hint: hint ?? null };
}

/** An error outside GraphQL's execution (a body that is no JSON, a foreign method) in the shape of a GraphQL answer. */
export function errorAnswer(error: ErrorRecord): { errors: GraphQLFormattedError[] } {
  return { errors: [{ message: error.message, extensions: extensions(error) }] };
}

/**
 * The one place where anything thrown becomes a GraphQL error with a code of the closed list. What nobody expected is
 * INTERNAL: it goes to the log under a number, and neither its words nor its stack leave the server.
 */
export function formatError(error: GraphQLError, log: (what: string, error: unknown) => void): GraphQLFormattedError {
  const record = recordOf(error, log);
  return {
    message: record.message,
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    ...(error.path === undefined ? {} : { path: error.path }),
    extensions: extensions(record),
  };
}

function recordOf(error: GraphQLError, log: (what: string, error: unknown) => void): ErrorRecord {
  const original = innermost(error);
  // without a cause it is GraphQL's own word: the query cannot be parsed, does not fit the schema, or a value has no such type
  if (original === undefined) return { code: 'INVALID_INPUT', message: error.message };
  if (original instanceof AppError) return toErrorRecord(original);
  if (original instanceof ZodError) {
    const [issue] = original.issues;
    return {
      code: 'INVALID_INPUT',
      message: issue?.message ?? 'The input is not valid.',
      field: issue?.path.map(String).join('.') ?? '',
    };
  }
  const code = 'code' in original ? original.code : undefined;
  if (original.name === 'PrismaClientKnownRequestError' && code === 'P2002')
    return { code: 'NAME_TAKEN', message: 'There is one of this name already.', field: 'name', hint: 'Choose another name.' };
  if (original.name === 'PrismaClientKnownRequestError' && code === 'P2025')
    return { code: 'NOT_FOUND', message: 'What this is about is gone.' };
  const refused = REFUSED_VALUES[sqlState(original) ?? ''];
  if (refused !== undefined) return { code: 'INVALID_INPUT', message: refused, hint: 'Look at the texts and times sent.' };
  const known = toErrorRecord(original);
  if (known.code !== 'INTERNAL') return known;
  const number = randomUUID();
  log(`internal error ${number}`, original);
  return {
    code: 'INTERNAL',
    message: 'Something went wrong on the server.',
    item: number,
    hint: `The server's log says more under ${number}.`,
  };
}

/** What PostgreSQL's codes say of a value that a client sent: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const REFUSED_VALUES: Readonly<Record<string, string>> = {
  '22021': 'A text holds a character that cannot be stored (U+0000).',
  '22P05': 'A text holds a character that cannot be stored (U+0000).',
  '22008': 'A time is out of range.',
};

const prismaError = z.object({
  meta: z.object({ driverAdapterError: z.object({ cause: z.object({ originalCode: z.string() }) }) }),
});

/** The database's own code of an error, whether it came through Prisma or not. */
function sqlState(error: Error): string | undefined {
  const viaPrisma = prismaError.safeParse(error);
  if (viaPrisma.success) return viaPrisma.data.meta.driverAdapterError.cause.originalCode;
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The error that a GraphQL error was made of, through any number of wrappings. */
function innermost(error: GraphQLError): Error | undefined {
  let current: Error | undefined = error;
  while (current instanceof GraphQLError) current = current.originalError;
  return current;
}

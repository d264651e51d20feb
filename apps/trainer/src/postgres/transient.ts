/** PostgreSQL's codes that mean: try again. Shutdown and start-up, too many connections, serialization, deadlock. */
const CODES = new Set(['57P01', '57P02', '57P03', '53300', '40001', '40P01']);
/** What Node says where the server is not there or went away. */
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
]);
const MESSAGES =
  /connection terminated|client has encountered a connection error|timeout exceeded when trying to connect|connection ended unexpectedly/i;

/** Whether an error is of the connection or the moment, so that the same statement may succeed later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isTransient);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return CODES.has(code) || code.startsWith('08') || SYSTEM_CODES.has(code) || MESSAGES.test(error.message);
}

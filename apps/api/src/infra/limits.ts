/** Bytes of one request or WebSocket message. */
export const LARGEST_REQUEST = 1024 * 1024;

/** Words and marks of one query: what checks a query takes time that grows with the square of it. Variables do not count. */
export const MOST_TOKENS = 10_000;

/** What is not there is a dash: never 0, never N/A. */
export const MISSING = '–';

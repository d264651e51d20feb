import { z } from 'zod';

/** Where server rendering asks GraphQL: the address of the server that this runs in, over loopback. */
const schema = z.object({ SAGITTAL_API_URL: z.url().default('http://127.0.0.1:4080') });

/** Read at each call, because the launcher learns its port after this file was loaded. */
export function apiUrl(): string {
  return schema.parse({ SAGITTAL_API_URL: process.env['SAGITTAL_API_URL'] }).SAGITTAL_API_URL;
}

/** What a process started by a test inherits: what finds programs and folders, and no setting of ours. */
export function testEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('SAGITTAL_') && name !== 'DATABASE_URL'),
  );
}

/** The migrated template of this run of the tests, set by tools/testing/postgres-setup.ts. */
export function testTemplateUrl(): string {
  const url = process.env['SAGITTAL_TEST_TEMPLATE_URL'];
  if (url === undefined || url === '') {
    throw new Error(
      'No test database: this project needs `projectTests(import.meta.dirname, { database: true })` in its vitest.config.ts.',
    );
  }
  return url;
}

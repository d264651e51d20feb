/** Each code has its page, and each page its code. */
export function errorPageProblems(codes: readonly string[], pages: readonly string[]): string[] {
  const documented = new Set(pages.filter((page) => page !== 'README.md').map((page) => page.replace(/\.md$/, '')));
  return [
    ...codes.filter((code) => !documented.has(code)).map((code) => `docs/errors/${code}.md is missing.`),
    ...[...documented].filter((page) => !codes.includes(page)).map((page) => `docs/errors/${page}.md is of no error code.`),
  ];
}

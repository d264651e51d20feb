interface LockEntry {
  readonly version?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/**
 * A lock that npm wrote on one platform may lack the packages of others, and then `npm ci` on those fails or installs half.
 *
 * @param packages `packages` of package-lock.json
 * @returns what is missing
 */
export function lockProblems(packages: Readonly<Record<string, LockEntry>>): string[] {
  const problems: string[] = [];
  for (const [where, entry] of Object.entries(packages)) {
    if (where.includes('node_modules/') && entry.link !== true && entry.version === undefined)
      problems.push(`${where} has no version.`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (!resolves(packages, where, name))
        problems.push(`${where === '' ? 'the root' : where} wants ${name}, which the lock does not hold.`);
    }
  }
  return problems;
}

/** Node's way of looking: beside the package, then in each folder above it. */
function resolves(packages: Readonly<Record<string, LockEntry>>, from: string, name: string): boolean {
  for (let at = from; ;) {
    const candidate = packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`];
    if (candidate?.version !== undefined || candidate?.link === true) return true;
    if (at === '') return false;
    const above = at.lastIndexOf('/node_modules/');
    at = above === -1 ? '' : at.slice(0, above);
  }
}

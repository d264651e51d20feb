interface Packages {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly optional?: boolean; readonly link?: boolean }>
  >;
}

export function agrees(lock: Packages, installed: Packages): boolean;

/** @returns whether everything is installed now */
export function ensureInstalled(root: string): Promise<boolean>;

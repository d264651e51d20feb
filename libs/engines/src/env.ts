import path from 'node:path';

/** The one place where the engines read and set the environment. */

function setting(name: string): string | undefined {
  const value = process.env[name];
  return value === undefined || value === '' ? undefined : value;
}

/** SAGITTAL_ENGINE: the engine that must be used, by its name. */
export function forcedEngine(): string | undefined {
  return setting('SAGITTAL_ENGINE');
}

/** Where engines built on this machine lie, as `npm run engine:native` puts them; undefined where SAGITTAL_HOME is not set. */
export function builtEnginesFolder(): string | undefined {
  const home = setting('SAGITTAL_HOME');
  return home === undefined ? undefined : path.join(home, 'engines');
}

/** Sets what TensorFlow's library reads when it is loaded, where the user did not. */
export function setForLibrary(settings: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
}

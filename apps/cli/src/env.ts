/** Where the caller stands: npm changes to the checkout's root and leaves the caller's directory in INIT_CWD. */
export function callerDirectory(): string {
  return process.env['INIT_CWD'] ?? process.cwd();
}

/** The data folder, where it was named. */
export function homeSetting(): string | undefined {
  const home = process.env['SAGITTAL_HOME'];
  return home === undefined || home === '' ? undefined : home;
}

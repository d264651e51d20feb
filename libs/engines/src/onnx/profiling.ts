let prefix: string | null = null;

/**
 * From now on every session of ONNX Runtime that this process makes keeps account of its operators, and writes it to a JSON file
 * (Chrome's trace events) whose name begins so when it is disposed of. null: no more. For measurements: it costs a little time.
 */
export function profileSessions(filePrefix: string | null): void {
  prefix = filePrefix;
}

/** What a session's options need for it. */
export function profilingOptions(): { readonly enableProfiling?: true; readonly profileFilePrefix?: string } {
  return prefix === null ? {} : { enableProfiling: true, profileFilePrefix: prefix };
}

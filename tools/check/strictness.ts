import ts from 'typescript';

/** What the compiler must be told everywhere. */
const STRICT_OPTIONS = [
  'strict',
  'noUncheckedIndexedAccess',
  'exactOptionalPropertyTypes',
  'verbatimModuleSyntax',
  'isolatedModules',
  'erasableSyntaxOnly',
  'noImplicitOverride',
  'noImplicitReturns',
  'noFallthroughCasesInSwitch',
  'noUnusedLocals',
  'noUnusedParameters',
] as const;

/** The options of a tsconfig.json with everything that it extends. */
export function compilerOptions(file: string): ts.CompilerOptions {
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
      throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
    },
  };
  return ts.getParsedCommandLineOfConfigFile(file, {}, host)?.options ?? {};
}

/** @returns which options a tsconfig.json loosens */
export function loosened(options: ts.CompilerOptions): string[] {
  return STRICT_OPTIONS.filter((name) => options[name] !== true);
}

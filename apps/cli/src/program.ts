import { cancelCommand } from './commands/cancel.ts';
import { datasetsCommand } from './commands/datasets.ts';
import { demoFolderCommand } from './commands/demo-folder.ts';
import { downloadCommand } from './commands/download.ts';
import { exportRunCommand } from './commands/export-run.ts';
import { importCommand } from './commands/import.ts';
import { launchCommand } from './commands/launch.ts';
import { runsCommand } from './commands/runs.ts';
import { splitCommand } from './commands/split.ts';
import { weightsCommand } from './commands/weights.ts';
import type { Surroundings } from './context.ts';
import { EXIT, EXIT_HELP } from './exit-codes.ts';
import { Failure, formatFailure } from './failure.ts';
import { toErrorRecord } from '@sagittal/contracts';
import { Command, CommanderError } from 'commander';

const COMMANDS = [
  importCommand,
  splitCommand,
  launchCommand,
  runsCommand,
  exportRunCommand,
  downloadCommand,
  cancelCommand,
  datasetsCommand,
  demoFolderCommand,
  weightsCommand,
];

function createProgram(surroundings: Surroundings): Command {
  const program = new Command('sagittal')
    .description('Imports datasets, launches runs and fetches results: a thin client of the server’s GraphQL interface.')
    .option('--url <address>', 'the server (default: the one of this checkout)')
    .option('--json', 'print the GraphQL object instead of text; `npm run --silent` keeps npm’s own lines away')
    .addHelpText('after', EXIT_HELP);
  for (const create of COMMANDS) program.addCommand(create(surroundings).addHelpText('after', EXIT_HELP));
  for (const command of [program, ...program.commands.flatMap((inner) => [inner, ...inner.commands])]) {
    command
      .exitOverride()
      .configureHelp({ showGlobalOptions: true })
      .configureOutput({
        writeOut: (text) => surroundings.stdout.write(text),
        writeErr: (text) => surroundings.stderr.write(text),
      });
  }
  return program;
}

/**
 * Runs one command line.
 *
 * @param args the arguments behind `sagittal`.
 * @returns the exit code; whatever went wrong has been said on standard error.
 */
export async function runCommandLine(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    await createProgram(surroundings).parseAsync([...args], { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    // commander has printed its own message, or the help that was asked for
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    const failure = error instanceof Failure ? error : new Failure(EXIT.failed, toErrorRecord(error), { cause: error });
    if (failure.exitCode !== EXIT.interrupted) surroundings.stderr.write(`${formatFailure(failure.details)}\n`);
    return failure.exitCode;
  }
}

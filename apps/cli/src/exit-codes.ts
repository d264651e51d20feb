/** What the exit code of a command says. The help of every command ends with this list. */
export const EXIT = {
  /** Done. */
  ok: 0,
  /** The server refused it, or the job or run failed. */
  failed: 1,
  /** The command line is wrong: nothing was sent. */
  usage: 2,
  /** No server answers. */
  unreachable: 3,
  /** The job or run was cancelled while we waited. */
  cancelled: 4,
  /** Interrupted by Ctrl-C: what was started goes on. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export const EXIT_HELP = `
Exit codes:
  0    done
  1    the server refused it, or the job or run failed
  2    the command line is wrong; nothing was sent
  3    no server answers
  4    the job or run was cancelled while this command waited
  130  interrupted by Ctrl-C; what was started goes on`;

/** The work belongs to somebody else now, or to nobody: stop, and write nothing more. */
export class LeaseLost extends Error {
  constructor(what: string) {
    super(`The lease on ${what} is lost.`);
    this.name = 'LeaseLost';
  }
}

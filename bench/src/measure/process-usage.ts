import { readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second for every program that reads it, whatever the kernel's own clock. */
const TICKS_PER_SECOND = 100;

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/** The most memory a living process ever had resident, in bytes (VmHWM); null where the system does not tell. */
export function peakBytes(pid: number): number | null {
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${String(pid)}/status`) ?? '')?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}

/** Processor seconds that a living process has used, all threads together; null where the system does not tell. */
export function processorSeconds(pid: number): number | null {
  const stat = read(`/proc/${String(pid)}/stat`);
  if (stat === null) return null;
  // the name, in brackets, may hold blanks; user and system time are fields 14 and 15
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Processor seconds that the whole machine was busy since it started; null where the system does not tell. */
export function machineSeconds(): number | null {
  const line = /^cpu +(.*)$/m.exec(read('/proc/stat') ?? '')?.[1];
  if (line === undefined) return null;
  const [user, nice, system, , , interrupts, softInterrupts] = line.split(' ').map(Number);
  return ((user ?? 0) + (nice ?? 0) + (system ?? 0) + (interrupts ?? 0) + (softInterrupts ?? 0)) / TICKS_PER_SECOND;
}

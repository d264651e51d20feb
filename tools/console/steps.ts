/** Steps with their progress and time, for people who wait. On a terminal the running step is redrawn in place. */

const PERIOD_MS = 200;

type Output = Pick<NodeJS.WriteStream, 'write' | 'isTTY' | 'columns'>;

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

export interface Steps {
  /**
   * Runs one step: its name while it runs, then a tick or a cross with its time.
   *
   * @param work gets a function that shows where it stands, as in `120 of 800 images`
   */
  step<T>(name: string, work: (tell: (progress: string) => void) => Promise<T>): Promise<T>;
  /** A line of its own. */
  say(line: string): void;
}

export function createSteps(output: Output = process.stderr): Steps {
  const terminal = output.isTTY;
  let running: { draw(): void; clear(): void } | null = null;

  const say = (line: string): void => {
    running?.clear();
    output.write(`${line}\n`);
    running?.draw();
  };

  return {
    say,
    async step(name, work) {
      const began = performance.now();
      let progress = '';
      const draw = (): void => {
        if (!terminal) return;
        const line = `• ${name} … ${seconds(performance.now() - began)}${progress === '' ? '' : `, ${progress}`}`;
        output.write(`\r\x1b[K${line.slice(0, Math.max(20, output.columns - 1))}`);
      };
      const clear = (): void => {
        if (terminal) output.write('\r\x1b[K');
      };
      running = { draw, clear };
      if (!terminal) output.write(`• ${name} …\n`);
      const timer = setInterval(draw, PERIOD_MS);
      const end = (mark: string): void => {
        clearInterval(timer);
        clear();
        running = null;
        output.write(`${mark} ${name} (${seconds(performance.now() - began)}${progress === '' ? '' : `, ${progress}`})\n`);
      };
      try {
        const result = await work((text) => {
          progress = text;
          draw();
        });
        end('✓');
        return result;
      } catch (error) {
        end('✗');
        throw error;
      }
    },
  };
}

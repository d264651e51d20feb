/**
 * An async generator that can be left while it waits: a plain one would hold on until its next event. `close` must end
 * what it waits for; it is called however the stream ends, by its reader, by itself or by a failure.
 */
export function closable<T>(generator: AsyncGenerator<T, void>, close: () => void): AsyncIterableIterator<T> {
  return {
    next: async () => {
      const event = await orClose(close, () => generator.next());
      if (event.done === true) close();
      return event;
    },
    return: () => {
      close();
      return generator.return();
    },
    throw: (error) => {
      close();
      return generator.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** What `work` gives; where it fails, what was opened for it is closed first. */
export async function orClose<T>(close: () => void, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    close();
    throw error;
  }
}

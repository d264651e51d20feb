/**
 * An async generator that can be left while it waits: a plain one would hold on until its next event. `close` must end
 * what it waits for.
 */
export function closable<T>(generator: AsyncGenerator<T, void>, close: () => void): AsyncIterableIterator<T> {
  return {
    next: () => generator.next(),
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

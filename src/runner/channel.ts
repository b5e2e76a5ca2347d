/** A queue between producers and one consumer that makes producers wait when the consumer falls behind. */
export interface Channel<T> {
  /** Resolves at once while fewer than `capacity` values wait, else when the consumer has caught up. */
  send(value: T): Promise<void>;
  /** No more values: the consumer's loop ends, or throws `error`, once it has taken what was sent. */
  end(error?: unknown): void;
  receive(): AsyncGenerator<T, void, void>;
}

/** @param capacity values that may wait before `send` does */
export function createChannel<T>(capacity: number): Channel<T> {
  const waiting: T[] = [];
  let ended = false;
  let failure: unknown;
  let wakeConsumer: (() => void) | null = null;
  let blocked: (() => void)[] = [];

  return {
    async send(value) {
      waiting.push(value);
      wakeConsumer?.();
      if (waiting.length > capacity) await new Promise<void>((resolve) => blocked.push(resolve));
    },
    end(error) {
      ended = true;
      failure = error;
      wakeConsumer?.();
    },
    async *receive() {
      for (;;) {
        while (waiting.length > 0) {
          yield waiting.shift()!;
          if (waiting.length <= capacity) {
            for (const resume of blocked) resume();
            blocked = [];
          }
        }
        if (ended) {
          if (failure !== undefined) throw failure;
          return;
        }
        await new Promise<void>((resolve) => {
          wakeConsumer = resolve;
        });
        wakeConsumer = null;
      }
    },
  };
}

import { globSync } from 'tinyglobby';
import { ThreadsPoolWorker, type PoolOptions, type PoolWorker, type WorkerRequest } from 'vitest/node';

type Listener = (message: { type?: string }) => void;

/** The thread that waits for the next run. */
let waiting: ThreadsPoolWorker | undefined;

/** Ends the thread that waits. */
export async function endKeptThread(): Promise<void> {
  await waiting?.stop();
  waiting = undefined;
}

/**
 * A thread of Vitest that stays from run to run, since starting one takes ten times as long as what a mutant's tests take.
 * The modules of `src` are evaluated anew in each run, so that no mutant leaves anything behind; packages are not.
 */
export function createKeptThread(options: PoolOptions): PoolWorker {
  const isKept = waiting !== undefined;
  const thread = waiting ?? new ThreadsPoolWorker(options);
  waiting = undefined;
  const invalidates = globSync('src/**/*.ts', { cwd: options.project.config.root, absolute: true });
  const listeners: [event: string, listener: Listener][] = [];
  let config: unknown;
  let isRunning = false;
  /** Tells Vitest what a thread tells that starts or stops. */
  const tell = (type: 'started' | 'stopped') => {
    queueMicrotask(() => {
      for (const [event, listener] of [...listeners])
        if (event === 'message') listener({ __vitest_worker_response__: true, type } as object);
    });
  };
  const noteEnd: Listener = ({ type }) => {
    if (type === 'testfileFinished') isRunning = false;
  };

  return {
    name: 'kept-thread',
    start: async () => {
      if (!isKept) await thread.start();
      thread.on('message', noteEnd);
    },
    send: (message: WorkerRequest) => {
      if (message.type === 'stop') return tell('stopped');
      if (message.type === 'start') {
        config = message.context.config;
        return isKept ? tell('started') : thread.send(message);
      }
      if (message.type !== 'run') return thread.send(message);
      isRunning = true;
      // A run brings its configuration along, which names its tests, since the thread has that of its first run.
      const context = { ...message.context, config, invalidates };
      thread.send({ ...message, context } as WorkerRequest);
    },
    on: (event, listener: Listener) => {
      listeners.push([event, listener]);
      thread.on(event, listener);
    },
    off: (event, listener: Listener) => {
      listeners.splice(
        listeners.findIndex(([of, known]) => of === event && known === listener),
        1,
      );
      thread.off(event, listener);
    },
    stop: async () => {
      if (isRunning) return thread.stop();
      for (const [event, listener] of [...listeners, ['message', noteEnd] as const])
        thread.off(event, listener);
      waiting = thread;
    },
    deserialize: (data) => data,
  };
}

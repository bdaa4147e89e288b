const IDLE = 60_000; // ms without use after which a model's memory is freed

/** A costly resource that opens with its first use, and closes when idle. */
export interface IdleSession<Session, Source extends readonly unknown[]> {
  /** Whether it is open, so that its next use need not wait for that. */
  readonly isOpen: boolean;
  use<Result>(source: Source, work: (session: Session) => Promise<Result>): Promise<Result>;
  close(): void;
}

export function createIdleSession<Session, Source extends readonly unknown[]>(
  start: (...source: Source) => Promise<Session>,
  end: (session: Session) => void,
): IdleSession<Session, Source> {
  let session: Promise<Session> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOpen = false;

  function open(source: Source): Promise<Session> {
    if (session) return session;
    const opening = (session = start(...source));
    opening.then(
      () => (isOpen = session === opening),
      () => {
        if (session === opening) session = undefined; // the next use tries again
      },
    );
    return opening;
  }

  function close(): void {
    clearTimeout(timer);
    const closing = session;
    session = undefined;
    isOpen = false;
    closing?.then(end, () => undefined);
  }

  return {
    get isOpen() {
      return isOpen;
    },
    use: async (source, work) => {
      clearTimeout(timer);
      const result = await work(await open(source));
      clearTimeout(timer);
      timer = setTimeout(close, IDLE);
      return result;
    },
    close,
  };
}

const IDLE = 60_000; // ms without use after which a model's memory is freed

/** A costly resource that opens with its first use, and closes when idle. */
export interface IdleSession<Session, Source extends readonly unknown[]> {
  use<Result>(source: Source, work: (session: Session) => Promise<Result>): Promise<Result>;
  close(): void;
}

export function createIdleSession<Session, Source extends readonly unknown[]>(
  start: (...source: Source) => Promise<Session>,
  end: (session: Session) => void,
): IdleSession<Session, Source> {
  let session: Promise<Session> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open(source: Source): Promise<Session> {
    session ??= start(...source);
    session.catch(() => {
      session = undefined; // the next use tries again
    });
    return session;
  }

  function close(): void {
    clearTimeout(timer);
    const closing = session;
    session = undefined;
    closing?.then(end, () => undefined);
  }

  return {
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

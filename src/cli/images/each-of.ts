/** Does work for each element, `limit` at once. After a failure no more work is begun; it rejects when all work has ended. */
export async function eachOf<Each>(
  all: Iterable<Each>,
  limit: number,
  work: (one: Each) => Promise<void>,
): Promise<void> {
  const left = [...all].values();
  let hasFailed = false;
  const worker = async () => {
    for (const one of left) {
      if (hasFailed) return;
      await work(one).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: limit }, worker));
  for (const result of ended) if (result.status === 'rejected') throw result.reason;
}

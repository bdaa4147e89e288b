import { afterEach, expect, it, vi } from 'vitest';
import { fetchFile } from './fetch-file.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const URL = 'https://shop.test/pack/rows.bin';

/** A host that sends so many bytes, `gap` milliseconds apart, and then ends or sends no more. */
function host(bytes: number, gap: number, ends: boolean): void {
  vi.useFakeTimers();
  vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        init!.signal!.addEventListener('abort', () => {
          controller.error(new DOMException('aborted', 'AbortError'));
        });
        const timer = setInterval(() => {
          if (sent++ < bytes) controller.enqueue(Uint8Array.of(sent));
          else {
            clearInterval(timer);
            if (ends) controller.close();
          }
        }, gap);
      },
    });
    return Promise.resolve(new Response(body));
  });
}

it('waits for a slow file as long as bytes come', async () => {
  host(10, 15_000, true);
  const file = fetchFile(URL);
  await vi.advanceTimersByTimeAsync(200_000);
  expect(new Uint8Array(await file)).toEqual(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
});

it.each([0, 3])('rejects if nothing comes after %i bytes', async (bytes) => {
  host(bytes, 1000, false);
  const file = fetchFile(URL);
  const refused = expect(file).rejects.toMatchObject({
    code: 'pack-load',
    message: `${URL} sent nothing for 20 seconds`,
  });
  await vi.advanceTimersByTimeAsync(30_000);
  await refused;
});

it('rejects if a host does not answer', async () => {
  vi.useFakeTimers();
  vi.spyOn(globalThis, 'fetch').mockImplementation(
    (_, init) =>
      new Promise((_resolve, reject) => {
        init!.signal!.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'));
        });
      }),
  );
  const refused = expect(fetchFile(URL)).rejects.toMatchObject({ code: 'pack-load' });
  await vi.advanceTimersByTimeAsync(20_000);
  await refused;
});

it.each([
  [new Response('no', { status: 503 }), 'answered 503'],
  [new TypeError('Failed to fetch'), 'could not be reached'],
])('says why %s failed the fetch', async (outcome, why) => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(() =>
    outcome instanceof Response ? Promise.resolve(outcome) : Promise.reject(outcome),
  );
  await expect(fetchFile(URL)).rejects.toMatchObject({ code: 'pack-load', message: `${URL} ${why}` });
});

it('stops behind the bytes that a file may have, if the host sends without an end', async () => {
  vi.useRealTimers();
  let sent = 0;
  vi.spyOn(globalThis, 'fetch').mockImplementation(() =>
    Promise.resolve(
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => {
            sent += 1000;
            controller.enqueue(new Uint8Array(1000));
          },
        }),
      ),
    ),
  );
  const file = await fetchFile(URL, { max: 5000 });
  expect(file.byteLength).toBe(6000);
  expect(sent).toBeLessThan(20_000);
});

it('follows no redirect, and says so', async () => {
  const asked = vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) => {
    expect(init?.redirect).toBe('manual');
    return Promise.resolve({ ok: false, status: 0, type: 'opaqueredirect' } as Response);
  });
  await expect(fetchFile(URL)).rejects.toMatchObject({
    code: 'pack-load',
    message: `${URL} redirects to another address: give the file's final address`,
  });
  expect(asked).toHaveBeenCalledOnce();
});

it('asks a host that had an error of its own once more', async () => {
  vi.useFakeTimers();
  const answers = [503, 200, 500, 502];
  const asked = vi
    .spyOn(globalThis, 'fetch')
    .mockImplementation(() => Promise.resolve(new Response('x', { status: answers.shift()! })));
  const file = fetchFile(URL);
  await vi.advanceTimersByTimeAsync(1000);
  expect((await file).byteLength).toBe(1);
  const refused = expect(fetchFile(URL)).rejects.toMatchObject({
    code: 'pack-load',
    message: `${URL} answered 502`,
  });
  await vi.advanceTimersByTimeAsync(1000);
  await refused;
  expect(asked).toHaveBeenCalledTimes(4);
});

it.each([503, 404])(
  'asks the host itself after an answer of %i that the browser has kept',
  async (status) => {
    vi.useFakeTimers();
    vi.spyOn(globalThis, 'fetch').mockImplementation((_, init) =>
      Promise.resolve(
        init?.cache === 'force-cache' ? new Response('', { status }) : new Response(Uint8Array.of(7)),
      ),
    );
    const file = fetchFile(URL, { cache: 'force-cache' });
    await vi.advanceTimersByTimeAsync(2000);
    expect(new Uint8Array(await file)).toEqual(Uint8Array.of(7));
  },
);

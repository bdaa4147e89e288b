import { readFile, stat } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { isAddress } from './image-address.ts';

/** A picture's file, or word that it is still the one with that tag. */
export type ReadPicture =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag?: string | undefined }
  | { readonly unchanged: true };

const MOST_BYTES = 50e6;
const PATIENCE = 20_000; // ms for one picture
const WAITS = [500, 3000]; // ms before another try, where the host is to blame

/**
 * Reads a picture from a disk or from its address.
 *
 * @param etag What the host called the picture that is known already.
 * @throws {Error} Says in a few words why it cannot be read.
 */
export async function readPicture(address: string, etag?: string): Promise<ReadPicture> {
  if (isAddress(address)) return fetchPicture(address, etag);
  try {
    const { size } = await stat(address);
    if (size > MOST_BYTES) throw new Error(tooLarge(size));
    return { bytes: new Uint8Array(await readFile(address)) };
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code === 'ENOENT') throw new Error('there is no such file', { cause });
    throw code === undefined ? cause : new Error(`cannot be read (${code})`, { cause });
  }
}

async function fetchPicture(address: string, etag: string | undefined): Promise<ReadPicture> {
  for (let tries = 0; ; tries++) {
    const answer = await tryToFetch(address, etag);
    if (!('failed' in answer)) return answer;
    if (!answer.again || tries === WAITS.length) throw new Error(answer.failed);
    await wait(WAITS[tries]!);
  }
}

type Answer = ReadPicture | { readonly failed: string; readonly again: boolean };

async function tryToFetch(address: string, etag: string | undefined): Promise<Answer> {
  try {
    const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag };
    const response = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE) });
    if (response.status === 304 && etag !== undefined) return { unchanged: true };
    if (!response.ok) {
      await response.body?.cancel();
      return {
        failed: `answered ${response.status}`,
        again: response.status >= 500 || response.status === 429,
      };
    }
    const announced = Number(response.headers.get('content-length') ?? 0);
    if (announced > MOST_BYTES) return { failed: tooLarge(announced), again: false };
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { bytes, etag: response.headers.get('etag') ?? undefined };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return {
      failed: late ? `did not answer within ${PATIENCE / 1000} s` : 'could not be reached',
      again: true,
    };
  }
}

function tooLarge(bytes: number): string {
  return `is too large: ${(bytes / 1e6).toFixed(0)} MB, ${MOST_BYTES / 1e6} are taken`;
}

import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { sep } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { imageFolder, isAddress } from './image-address.ts';
import { isPrivateHost } from './private-host.ts';

/** An image's file, or `unchanged` if it is still the file with the given ETag. */
export type ImageFile =
  | { readonly bytes: Uint8Array<ArrayBuffer>; readonly etag?: string | undefined }
  | { readonly unchanged: true };

const MAX_BYTES = 50e6;
const TIMEOUT = 20_000; // ms for one image
const TRIAL_TIMEOUT = 5000;
const MAX_REDIRECTS = 10;
const WAITS = [500, 3000]; // ms before another try, if the host is to blame

/** What a catalogue may name: it may be somebody else's. */
export interface ImageLimits {
  /** The folder outside of which no file is read; `undefined` if the catalogue comes from an address. */
  readonly folder: string | undefined;
  /** Whether images may lie on hosts that the public cannot reach, since the catalogue does, too. */
  readonly privateHosts: boolean;
}

/** What the images of a catalogue may name. @param base The place that relative addresses start from. */
export async function limitsOf(base: string): Promise<ImageLimits> {
  return {
    folder: imageFolder(base),
    privateHosts: !isAddress(base) || (await isPrivateHost(new URL(base))),
  };
}

export interface ReadingImage {
  /** The ETag that the host sent with the file that is known already, or the time of its last change. */
  readonly etag?: string | undefined;
  /** Whether a host that fails is asked once and not waited for long: to find out whether it can be reached at all. */
  readonly isTrial?: boolean | undefined;
}

/**
 * Reads an image from a disk or from its address.
 *
 * @throws {Error} Its message continues a sentence that begins with the address, such as `answered 404`.
 */
export async function readImage(
  address: string,
  limits: ImageLimits,
  reading: ReadingImage = {},
): Promise<ImageFile> {
  if (isAddress(address)) return fetchImage(address, limits, reading);
  try {
    return { bytes: await readOrdinaryFile(address, limits.folder) };
  } catch (cause) {
    const { code } = cause as { code?: string };
    if (code === 'ENOENT') throw new Error('does not exist', { cause });
    throw code === undefined ? cause : new Error(`cannot be read (${code})`, { cause });
  }
}

/** Opened without waiting, and looked at once more when it is open: another file may have taken its place. */
async function readOrdinaryFile(path: string, folder: string | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const [real, root] = await Promise.all([realpath(path), realpath(folder ?? '.')]);
  if (folder === undefined || !real.startsWith(root.endsWith(sep) ? root : root + sep))
    throw new Error('lies outside the folder of the catalogue; give its folder with --image-base');
  if (!(await stat(real)).isFile()) throw new Error('is no ordinary file');
  const file = await open(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new Error('is no ordinary file');
    if (status.size > MAX_BYTES) throw new Error(tooLarge(status.size));
    const bytes = new Uint8Array(status.size);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.slice(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function fetchImage(address: string, limits: ImageLimits, reading: ReadingImage): Promise<ImageFile> {
  for (let tries = 0; ; tries++) {
    const answer = await tryToFetch(address, limits, reading);
    if (!('failed' in answer)) return answer;
    if (!answer.again || reading.isTrial || tries === WAITS.length) throw new Error(answer.failed);
    await wait(WAITS[tries]!);
  }
}

type Answer = ImageFile | { readonly failed: string; readonly again: boolean };

async function tryToFetch(
  address: string,
  { privateHosts }: ImageLimits,
  { etag, isTrial }: ReadingImage,
): Promise<Answer> {
  const timeout = isTrial ? TRIAL_TIMEOUT : TIMEOUT;
  try {
    const signal = AbortSignal.timeout(timeout);
    const headers = etag === undefined ? {} : condition(etag);
    const response = await follow(address, privateHosts, { headers, signal });
    if (typeof response === 'string') return { failed: response, again: false };
    if (response.status === 304 && etag !== undefined) return { unchanged: true };
    if (!response.ok) {
      await response.body?.cancel();
      return {
        failed: `answered ${response.status}`,
        again: response.status >= 500 || response.status === 429,
      };
    }
    const bytes = await bodyOf(response);
    if (typeof bytes === 'string') return { failed: bytes, again: false };
    return {
      bytes,
      etag: response.headers.get('etag') ?? response.headers.get('last-modified') ?? undefined,
    };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return {
      failed: late ? `did not answer within ${timeout / 1000} s` : 'could not be reached',
      again: true,
    };
  }
}

/** An ETag is in quotation marks, a time is not. */
function condition(etag: string): Record<string, string> {
  return etag.includes('"') ? { 'if-none-match': etag } : { 'if-modified-since': etag };
}

/** Follows redirects one by one, so that none leads from a public host to a private one. */
async function follow(
  address: string,
  privateHosts: boolean,
  options: RequestInit,
): Promise<Response | string> {
  let url = new URL(address);
  let mayBePrivate = privateHosts;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    if (!/^(?:https?|data):$/.test(url.protocol))
      return `leads to ${url.protocol}, which is no address of an image`;
    const isPrivate = url.protocol !== 'data:' && (await isPrivateHost(url));
    if (isPrivate && !mayBePrivate) return 'leads to a host that only this network can reach';
    mayBePrivate &&= isPrivate;
    const response = await fetch(url, { ...options, redirect: 'manual' });
    const next = response.headers.get('location');
    if (response.status < 300 || response.status === 304 || response.status >= 400 || next === null)
      return response;
    await response.body?.cancel();
    if (!URL.canParse(next, url)) return 'leads to an address that cannot be read';
    url = new URL(next, url);
  }
  return `leads on more than ${MAX_REDIRECTS} times`;
}

/** A body, read no further than an image may be long. */
async function bodyOf(response: Response): Promise<Uint8Array<ArrayBuffer> | string> {
  const announced = Number(response.headers.get('content-length') ?? 0);
  const chunks: Uint8Array[] = [];
  let size = announced > MAX_BYTES ? announced : 0;
  if (size === 0)
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_BYTES) break;
    }
  if (size <= MAX_BYTES) return new Uint8Array(Buffer.concat(chunks));
  await response.body?.cancel().catch(() => undefined);
  return tooLarge(size);
}

function tooLarge(bytes: number): string {
  return `is too large: ${(bytes / 1e6).toFixed(0)} MB, the limit is ${MAX_BYTES / 1e6} MB`;
}

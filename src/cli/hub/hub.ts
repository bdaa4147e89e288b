import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { VitrineError } from '../../errors.ts';
import type { PinnedModel } from './model-name.ts';

export const DEFAULT_HUB = 'https://huggingface.co';

/** A file of a model, and what the hub says of it. */
export interface HubFile {
  readonly path: string;
  readonly bytes: number;
  /** Known of large files; of small ones git's hash is. */
  readonly sha256: string | undefined;
  /** SHA-1 of `blob <bytes>\0` and the content, of files that git keeps itself. */
  readonly gitHash: string;
}

const entry = v.object({
  type: v.string(),
  path: v.string(),
  size: v.number(),
  oid: v.string(),
  lfs: v.optional(v.object({ oid: v.string(), size: v.number() })),
});

/** The files of a model at a commit. @throws {VitrineError} `model-load` */
export async function listFiles(hub: string, { name, revision }: PinnedModel): Promise<HubFile[]> {
  const address = `${hub}/api/models/${name}/tree/${revision}?recursive=true`;
  const response = await reach(address, `${name} at ${revision}`);
  const listed = v.safeParse(v.array(entry), await response.json().catch(() => undefined));
  if (!listed.success)
    throw new VitrineError('model-load', `${address} gave no list of files: is --hub right?`);
  return listed.output
    .filter(({ type }) => type === 'file')
    .map(({ path, size, oid, lfs }) => ({ path, bytes: lfs?.size ?? size, sha256: lfs?.oid, gitHash: oid }));
}

/** The commit that a moving name, such as `main`, stands for now. @throws {VitrineError} `model-load` */
export async function resolveRevision(hub: string, { name, revision }: PinnedModel): Promise<string> {
  const moving = revision === '' ? 'main' : revision;
  const response = await reach(`${hub}/api/models/${name}/revision/${moving}`, `${name} at ${moving}`);
  const answer = v.safeParse(
    v.object({ sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)) }),
    await response.json(),
  );
  if (!answer.success) throw new VitrineError('model-load', `the hub does not say what ${name}@${moving} is`);
  return answer.output.sha;
}

/**
 * Downloads a file and checks it, as a whole or not at all.
 *
 * @returns Its SHA-256.
 * @throws {VitrineError} `model-load`; what is left at `to` is then of no use.
 */
export async function download(
  hub: string,
  { name, revision }: PinnedModel,
  file: HubFile,
  to: string,
  onBytes: (bytes: number) => void,
): Promise<string> {
  const response = await reach(`${hub}/${name}/resolve/${revision}/${file.path}`, `${name}/${file.path}`);
  const [sha256, git] = [createHash('sha256'), createHash('sha1').update(`blob ${file.bytes}\0`)];
  let bytes = 0;
  const counting = new Transform({
    transform(part: Buffer, _, done) {
      bytes += part.length;
      sha256.update(part);
      git.update(part);
      onBytes(part.length);
      done(null, part);
    },
  });
  await mkdir(dirname(to), { recursive: true });
  try {
    await pipeline(Readable.fromWeb(response.body as never), counting, createWriteStream(to));
  } catch (cause) {
    if ((cause as { syscall?: string }).syscall !== undefined) throw cause; // the disk, not the network
    throw cutShort(name, file, bytes, cause);
  }
  if (bytes < file.bytes) throw cutShort(name, file, bytes);
  const hash = sha256.digest('hex');
  if (file.sha256 === undefined ? git.digest('hex') !== file.gitHash : hash !== file.sha256)
    throw new VitrineError(
      'model-load',
      `${name}/${file.path} does not have the hash that the hub gives: try again, or another mirror`,
    );
  return hash;
}

function cutShort(name: string, file: HubFile, bytes: number, cause?: unknown): VitrineError {
  const message = `${name}/${file.path} broke off after ${bytes} of ${file.bytes} bytes: try again`;
  return new VitrineError('model-load', message, { cause });
}

async function reach(address: string, what: string): Promise<Response> {
  const response = await fetch(address).catch((cause: unknown) => {
    throw new VitrineError(
      'model-load',
      `${new URL(address).origin} could not be reached: without a network, name the folder of a model that was pulled before`,
      { cause },
    );
  });
  if (response.ok && response.body) return response;
  if (response.status === 404) throw new VitrineError('model-load', `the hub has no ${what}`);
  if (response.status === 401 || response.status === 403)
    throw new VitrineError(
      'model-load',
      `the hub gives ${what} to nobody or only to who has agreed to its terms (${response.status})`,
    );
  throw new VitrineError('model-load', `the hub answered ${response.status} for ${what}`);
}

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

/** A file of a model, as the hub lists it. */
export interface HubFile {
  readonly path: string;
  readonly bytes: number;
  /** Present for large files, which the hub keeps outside git. */
  readonly sha256: string | undefined;
  /** For files inside git: SHA-1 of `blob <bytes>\0` and the content. */
  readonly gitHash: string;
}

const entry = v.object({
  type: v.string(),
  path: v.string(),
  size: v.number(),
  oid: v.string(),
  lfs: v.optional(v.object({ oid: v.string(), size: v.number() })),
});

/** Lists the files of a model at a commit. @throws {VitrineError} `model-load` */
export async function listFiles(hub: string, { name, revision }: PinnedModel): Promise<HubFile[]> {
  const address = `${hub}/api/models/${name}/tree/${revision}?recursive=true`;
  const response = await reach(address, `${name} at ${revision}`);
  const listed = v.safeParse(v.array(entry), await response.json().catch(() => undefined));
  if (!listed.success)
    throw new VitrineError(
      'model-load',
      `${address} did not answer with a list of files: check that --hub is the address of a hub`,
    );
  return listed.output
    .filter(({ type }) => type === 'file')
    .map(({ path, size, oid, lfs }) => ({ path, bytes: lfs?.size ?? size, sha256: lfs?.oid, gitHash: oid }));
}

/** Finds the commit that a branch or a tag, such as `main`, points to now. @throws {VitrineError} `model-load` */
export async function resolveRevision(hub: string, { name, revision }: PinnedModel): Promise<string> {
  const moving = revision === '' ? 'main' : revision;
  const response = await reach(`${hub}/api/models/${name}/revision/${moving}`, `${name} at ${moving}`);
  const answer = v.safeParse(
    v.object({ sha: v.pipe(v.string(), v.regex(/^[0-9a-f]{40}$/)) }),
    await response.json(),
  );
  if (!answer.success)
    throw new VitrineError(
      'model-load',
      `the hub did not name the commit of ${name}@${moving}: name a commit yourself, as ${name}@ and 40 hexadecimal digits`,
    );
  return answer.output.sha;
}

/**
 * Downloads a file and checks its length and digest.
 *
 * @returns The file's SHA-256.
 * @throws {VitrineError} `model-load`; `to` may then be a part of the file.
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
      `${name}/${file.path} does not have the digest that the hub lists: try again, or use another mirror with --hub`,
    );
  return hash;
}

function cutShort(name: string, file: HubFile, bytes: number, cause?: unknown): VitrineError {
  const message = `the download of ${name}/${file.path} ended after ${bytes} of ${file.bytes} bytes: try again`;
  return new VitrineError('model-load', message, { cause });
}

async function reach(address: string, what: string): Promise<Response> {
  const response = await fetch(address).catch((cause: unknown) => {
    throw new VitrineError(
      'model-load',
      `${new URL(address).origin} could not be reached: check the network, or name the folder of a model that was pulled before`,
      { cause },
    );
  });
  if (response.ok && response.body) return response;
  if (response.status === 404)
    throw new VitrineError('model-load', `the hub has no ${what}: check the name and the commit`);
  if (response.status === 401 || response.status === 403)
    throw new VitrineError(
      'model-load',
      `the hub refused ${what} (${response.status}): the model is private or gated; accept its terms on the hub, download it there and name its folder`,
    );
  throw new VitrineError('model-load', `the hub answered ${response.status} for ${what}: try again later`);
}

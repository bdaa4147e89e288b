import { VitrineError } from '../errors.ts';
import { sha256 } from './sha256.ts';

/**
 * The digest that a manifest carries of itself, because no other file vouches for it: SHA-256 of its JSON without white
 * space and without `digest`, keys in the order in which they are written.
 */
function digestOf(manifest: object): Promise<string> {
  return sha256(new TextEncoder().encode(JSON.stringify({ ...manifest, digest: undefined })));
}

/** A manifest with its digest, as it is written. */
export async function withDigest<M extends object>(manifest: M): Promise<M & { readonly digest: string }> {
  return { ...manifest, digest: await digestOf(manifest) };
}

/** @throws {VitrineError} `bad-pack` if the manifest has no digest or another one. */
export async function checkDigest(manifest: object): Promise<void> {
  const { digest } = manifest as { readonly digest?: unknown };
  if (digest === undefined)
    throw new VitrineError('bad-pack', 'the manifest has no digest: build the pack again with this version');
  if (digest !== (await digestOf(manifest)))
    throw new VitrineError(
      'bad-pack',
      'the manifest is damaged: its content does not have the digest that it carries; upload the pack again',
    );
}

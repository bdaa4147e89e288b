import { VitrineError } from '../errors.ts';
import { sha256 } from './sha256.ts';

/**
 * The hash that a manifest carries of itself, since no other file vouches for it: sha-256 of its JSON without white space
 * and without `seal`, keys in the order in which they stand.
 */
export function sealOf(manifest: object): Promise<string> {
  return sha256(new TextEncoder().encode(JSON.stringify({ ...manifest, seal: undefined })));
}

/** A manifest with its seal, as it is written. */
export async function sealed<M extends object>(manifest: M): Promise<M & { readonly seal: string }> {
  return { ...manifest, seal: await sealOf(manifest) };
}

/** @throws {VitrineError} `bad-pack` if the manifest is not as it was sealed, or was never. */
export async function checkSeal(manifest: object): Promise<void> {
  const { seal } = manifest as { readonly seal?: unknown };
  if (seal === undefined)
    throw new VitrineError('bad-pack', 'the manifest has no seal: build the pack again with this version');
  if (seal !== (await sealOf(manifest)))
    throw new VitrineError(
      'bad-pack',
      'the manifest is damaged: it does not have the hash that it was sealed with',
    );
}

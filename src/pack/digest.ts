import { VitrineError } from '../errors.ts';
import { badPack } from './bad-pack.ts';
import { sha256 } from './sha256.ts';

/**
 * The manifest's own digest. No other file has a hash of the manifest, so it has one of itself: the SHA-256 of its JSON
 * without white space and without `digest`, keys in the order in which they are written.
 */
function digestOf(manifest: object): Promise<string> {
  return sha256(new TextEncoder().encode(textOf(manifest)));
}

function textOf(manifest: object): string {
  try {
    return JSON.stringify({ ...manifest, digest: undefined });
  } catch (cause) {
    throw badPack('the manifest is nested too deep', { cause }); // parsing goes deeper than writing
  }
}

/** The manifest with its digest, as it is written to the file. */
export async function withDigest<M extends object>(manifest: M): Promise<M & { readonly digest: string }> {
  return { ...manifest, digest: await digestOf(manifest) };
}

/** @throws {VitrineError} `bad-pack` if the manifest has no digest or another one. */
export async function checkDigest(manifest: object): Promise<void> {
  const { digest } = manifest as { readonly digest?: unknown };
  if (digest === undefined)
    throw new VitrineError(
      'bad-pack',
      'the manifest has no digest; build the pack again with this version of vitrine',
    );
  if (digest !== (await digestOf(manifest)))
    throw new VitrineError(
      'bad-pack',
      'the manifest is damaged: its content does not match its digest; upload the pack again',
    );
}

/** Writes and reads the shopper's history as files. Its own chunk, loaded by the first export or import. */
import { checkedProfileFile, toProfileFile } from '../../core/history/profile-file.ts';
import { VitrineError } from '../../errors.ts';
import { openProfile, sealProfile } from '../../store/sealed-profile.ts';
import type { ProfileFile, SealedProfileFile, ShopperEvent } from '../../types.ts';

export async function writeProfileFile(
  events: readonly ShopperEvent[],
  passphrase?: string,
): Promise<ProfileFile | SealedProfileFile> {
  const file = toProfileFile(events);
  return passphrase === undefined ? file : sealProfile(file, passphrase);
}

/** @throws {VitrineError} `bad-argument`, naming the wrong field; `passphrase`. */
export async function readProfileFile(file: unknown, passphrase?: string): Promise<readonly ShopperEvent[]> {
  const outer = checkedProfileFile(file);
  if (outer.format === 'vitrine-profile') return outer.events;
  const inner = checkedProfileFile(await openProfile(outer, passphrase));
  if (inner.format === 'vitrine-profile') return inner.events;
  throw new VitrineError(
    'bad-argument',
    'the sealed profile file holds another sealed file: export the profile again',
  );
}

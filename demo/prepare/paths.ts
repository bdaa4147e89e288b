import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The files of one shop that the demo can show. None is in git. */
export interface ShopPaths {
  readonly folder: string;
  readonly pack: string;
  /** What the shop's pages show. */
  readonly listing: string;
  /** Says what the pack was built from. */
  readonly stamp: string;
}

/** @param name `made` for the shop that the demo makes up, `own` for files that are given. */
export function shopPaths(name: 'made' | 'own'): ShopPaths {
  const folder = join(root, 'demo/.data', name);
  return {
    folder,
    pack: join(folder, 'pack'),
    listing: join(folder, 'listing.json'),
    stamp: join(folder, 'stamp.json'),
  };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VitrineError } from '../../errors.ts';
import type { ReadFile } from '../../pack/load.ts';

/** Reads a pack from its folder, its address or the address of its manifest. Reading rejects with `pack-load`. */
export function packAt(place: string): ReadFile {
  return /^https?:/i.test(place) ? remote(place) : local(place);
}

function local(folder: string): ReadFile {
  const base = folder.replace(/\/?manifest\.json$/, '') || '.';
  return async (file) => {
    try {
      return new Uint8Array(await readFile(join(base, file))).buffer;
    } catch (cause) {
      throw new VitrineError('pack-load', `${join(base, file)} does not exist or cannot be read`, { cause });
    }
  };
}

function remote(address: string): ReadFile {
  const manifest = address.endsWith('.json')
    ? address
    : `${address.replace(/(?<!\/)\/+$/, '')}/manifest.json`;
  return async (file) => {
    const url = file === 'manifest.json' ? manifest : new URL(file, manifest).href;
    const response = await fetch(url).catch((cause: unknown) => {
      throw new VitrineError('pack-load', `${url} could not be reached`, { cause });
    });
    if (!response.ok) throw new VitrineError('pack-load', `${url} answered ${response.status}`);
    return response.arrayBuffer();
  };
}

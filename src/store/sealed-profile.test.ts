import { describe, expect, it } from 'vitest';
import { checkedProfileFile, toProfileFile } from '../core/history/profile-file.ts';
import type { SealedProfileFile } from '../types.ts';
import { openProfile, sealProfile } from './sealed-profile.ts';

const FILE = toProfileFile([{ name: 'view_item', ids: ['a-chair'], at: 5 }]);
const sealed = await sealProfile(FILE, 'correct horse \u00e9');

describe('a sealed profile', () => {
  it('is a profile file that opens with its passphrase, however its letters are composed', async () => {
    expect(checkedProfileFile(JSON.parse(JSON.stringify(sealed)))).toEqual(sealed);
    expect(await openProfile(sealed, 'correct horse e\u0301')).toEqual(FILE);
  });

  it('names in the file what another program needs to open it', async () => {
    const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));
    const { kdf, cipher } = sealed;
    const base = await crypto.subtle.importKey(
      'raw',
      new TextEncoder().encode('correct horse \u00e9'),
      kdf.name,
      false,
      ['deriveKey'],
    );
    const key = await crypto.subtle.deriveKey(
      { ...kdf, salt: bytes(kdf.salt) },
      base,
      { name: cipher.name, length: 256 },
      false,
      ['decrypt'],
    );
    const additionalData = new TextEncoder().encode('vitrine-profile-sealed 1 PBKDF2 SHA-256 600000');
    const text = await crypto.subtle.decrypt(
      { name: cipher.name, iv: bytes(cipher.iv), additionalData },
      key,
      bytes(cipher.data),
    );
    expect(JSON.parse(new TextDecoder().decode(text))).toEqual(FILE);
    expect(kdf.iterations).toBeGreaterThanOrEqual(600_000);
  });

  it.each<[string, SealedProfileFile, string | undefined]>([
    ['another passphrase', sealed, 'incorrect horse'],
    ['no passphrase', sealed, undefined],
    ['other rounds', { ...sealed, kdf: { ...sealed.kdf, iterations: 600_001 } }, 'correct horse \u00e9'],
    ['other bytes', { ...sealed, cipher: { ...sealed.cipher, data: 'AAAA' } }, 'correct horse \u00e9'],
  ])('cannot be opened with %s', async (_, file, passphrase) => {
    await expect(openProfile(file, passphrase)).rejects.toMatchObject({ code: 'passphrase' });
  });

  it.each(['', 5 as unknown as string])('cannot be made with the passphrase %j', async (passphrase) => {
    await expect(sealProfile(FILE, passphrase)).rejects.toMatchObject({ code: 'bad-argument' });
  });

  it('shows no text of the events, and has other bytes each time', async () => {
    const again = await sealProfile(FILE, 'correct horse \u00e9');
    expect(atob(sealed.cipher.data)).not.toContain('chair');
    expect([again.kdf.salt, again.cipher.iv]).not.toEqual([sealed.kdf.salt, sealed.cipher.iv]);
  });
});

import { expect, it } from 'vitest';
import { publicAddress } from './repository.ts';

it.each([
  ['git@github.com:shop/vitrine.git', 'git+https://github.com/shop/vitrine.git'],
  ['ssh://git@git.example.org/shop/vitrine.git', 'git+https://git.example.org/shop/vitrine.git'],
  ['https://github.com/shop/vitrine', 'git+https://github.com/shop/vitrine'],
  ['https://name:secret@github.com/shop/vitrine.git', 'git+https://github.com/shop/vitrine.git'],
  ['/home/somebody/vitrine', undefined],
  ['file:///home/somebody/vitrine', undefined],
  ['', undefined],
])('knows the public address of the remote %j: %j', (remote, expected) => {
  expect(publicAddress(remote)).toBe(expected);
});

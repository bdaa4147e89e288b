import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { srcsetOf } from './image-sizes.ts';

const candidatesOf = (address: string) =>
  srcsetOf(address)
    ?.split(', ')
    .map((candidate) => candidate.split(' ') as [string, string]);

describe('the sizes of an image', () => {
  it.each([
    [
      'https://cdn.shopify.com/s/files/1/2/files/mug.jpg?v=3',
      'https://cdn.shopify.com/s/files/1/2/files/mug.jpg?v=3&width=480',
    ],
    [
      'https://shop.example/cdn/shop/files/mug_600x.jpg?v=3',
      'https://shop.example/cdn/shop/files/mug.jpg?v=3&width=480',
    ],
    [
      'https://res.cloudinary.com/demo/image/upload/v1/shop/mug.jpg',
      'https://res.cloudinary.com/demo/image/upload/w_480,f_auto,c_lfill/v1/shop/mug.jpg',
    ],
    ['https://shop.imgix.net/mug.jpg', 'https://shop.imgix.net/mug.jpg?w=480&fit=min&auto=format'],
    [
      'https://images.ctfassets.net/a/b/c/mug.jpg',
      'https://images.ctfassets.net/a/b/c/mug.jpg?w=480&fit=fill',
    ],
    [
      'https://ik.imagekit.io/shop/mug.jpg',
      'https://ik.imagekit.io/shop/mug.jpg?tr=w-480%2Cc-maintain_ratio%2Cfo-auto',
    ],
  ])('of %s are the same image at the same host', (address, at480) => {
    const candidates = candidatesOf(address)!;
    expect(candidates.map(([, width]) => width)).toEqual(['240w', '480w', '640w', '960w']);
    expect(candidates[1]![0]).toBe(at480);
  });

  it.each([
    'https://shop.example/mug.jpg',
    '/cdn/shop/files/mug.jpg',
    'https://evil.example/?https://cdn.shopify.com/mug.jpg',
    'https://cdn.shopify.com.evil.example/mug.jpg',
    'https://res.cloudinary.com/demo/image/upload/s--abc123--/v1/mug.jpg', // signed for this size alone
    'https://shop.imgix.net/mug.jpg?w=100&s=0123456789abcdef',
    'data:image/png;base64,AA==',
    '',
  ])('of %s are none', (address) => {
    expect(srcsetOf(address)).toBeUndefined();
  });

  it('never name another host, whatever the address is', () => {
    const host = fc.constantFrom(
      'https://cdn.shopify.com/',
      'https://shop.example/cdn/shop/',
      'https://res.cloudinary.com/',
      'https://shop.imgix.net/',
      'https://images.ctfassets.net/',
      'https://ik.imagekit.io/',
    );
    const path = fc.oneof(
      fc.webPath(),
      fc.string(),
      fc.constantFrom('demo/image/fetch/https://evil.example/a.jpg'),
    );
    fc.assert(
      fc.property(host, path, fc.webQueryParameters(), (begin, end, query) => {
        const address = `${begin}${end}?${query}`;
        for (const [url] of candidatesOf(address) ?? [])
          expect(new URL(url).origin).toBe(new URL(address).origin);
      }),
    );
  });
});

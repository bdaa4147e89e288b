import { describe, expect, it, vi } from 'vitest';
import { shownImages } from '../page/shown-images.ts';
import { h } from './h.ts';
import { remoteImage } from './item-image.ts';

// None of these images is part of the page, so the browser asks no host for any.
const SHOPIFY = 'https://cdn.shopify.com/s/files/1/mug.jpg?v=1';

describe('the image of a card', () => {
  it('has sizes before it is asked for, if its host makes them', async () => {
    const image = remoteImage(h('img', { class: 'image' }), SHOPIFY);
    expect(image.hasAttribute('src')).toBe(false); // else it would be asked for twice
    await vi.waitFor(() => {
      expect(image.getAttribute('src')).toBe(SHOPIFY);
    });
    expect(image.srcset).toContain(`${SHOPIFY}&width=480 480w`);
    expect([image.sizes, image.loading, image.referrerPolicy]).toEqual([
      'auto, 13rem',
      'lazy',
      'no-referrer',
    ]);
  });

  it('comes as its address says, if its host refuses a size', async () => {
    const image = remoteImage(h('img', { class: 'image' }), SHOPIFY);
    await vi.waitFor(() => {
      expect(image.srcset).not.toBe('');
    });
    image.dispatchEvent(new Event('error'));
    expect([image.srcset, image.getAttribute('src')]).toEqual(['', SHOPIFY]);
  });

  it('tells `verify` which size was loaded', async () => {
    const image = remoteImage(h('img', { class: 'image' }), SHOPIFY);
    await vi.waitFor(() => {
      expect(image.srcset).not.toBe('');
    });
    Object.defineProperty(image, 'currentSrc', { value: `${SHOPIFY}&width=240` });
    image.dispatchEvent(new Event('load'));
    expect(shownImages).toContain(`${SHOPIFY}&width=240`);
  });

  it('is asked for at once, without sizes, at any other host', () => {
    const image = remoteImage(h('img', { class: 'image' }), 'https://shop.example/mug.jpg');
    expect([image.getAttribute('src'), image.srcset]).toEqual(['https://shop.example/mug.jpg', '']);
  });

  it('of a shop’s own card has sizes if the template says how large it is', async () => {
    const loaded = async (image: HTMLImageElement) => {
      remoteImage(image, SHOPIFY);
      await vi.waitFor(() => {
        expect(image.getAttribute('src')).toBe(SHOPIFY);
      });
      return [image.sizes, image.srcset !== ''];
    };
    expect(await loaded(h('img', { sizes: '50vw' }))).toEqual(['50vw', true]);
    expect(await loaded(h('img'))).toEqual(['', false]);
  });
});

import { shown, VitrineError } from '../errors.ts';
import type { RecommenderOptions } from '../types.ts';
import type { EngineOptions, Source } from '../wire/engine-options.ts';
import { parseUrl } from '../wire/parse-url.ts';

/** The options of `createRecommender` with their defaults. @throws {VitrineError} `bad-argument` */
export function checkedOptions(options: RecommenderOptions): EngineOptions {
  if (typeof options !== 'object' || (options as unknown) === null)
    throw new VitrineError('bad-argument', 'createRecommender takes { pack }');
  const {
    persist = 'auto',
    retentionDays = 90,
    consent,
    backend = 'auto',
    approximate = false,
    provider = 'wasm',
    dataLayer = '',
    images,
    worker,
  } = options;
  const source = sourceOf(options);
  oneOf('persist', persist, 'auto memory visit');
  expect(
    'retentionDays',
    retentionDays,
    retentionDays > 0 && Number.isFinite(retentionDays),
    'a number above 0',
  );
  oneOf('backend', backend, 'auto webgpu wasm js');
  oneOf('provider', provider, 'wasm webgpu');
  oneOf('consent', consent ?? 'granted', 'granted denied');
  oneOf('images', images ?? 'pack', 'pack mixed blurred remote none');
  expect('dataLayer', dataLayer, typeof dataLayer === 'string', 'a name');
  const gpc = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true;
  return {
    source,
    persist,
    retentionDays,
    consent,
    backend,
    approximate: Boolean(approximate),
    provider,
    images,
    worker,
    gpc,
  };
}

/** @throws {VitrineError} `bad-argument` if an argument is not what is expected. */
export function expect(name: string, given: unknown, isRight: boolean, expected: string): void {
  if (!isRight) throw new VitrineError('bad-argument', `${name} must be ${expected}, got ${shown(given)}`);
}

/** @param words What is expected, with spaces between. @throws {VitrineError} `bad-argument` */
export function oneOf(name: string, given: unknown, words: string): void {
  const known = words.split(' ');
  expect(name, given, known.includes(given as string), known.join(' or '));
}

function sourceOf({ pack, feed, model }: RecommenderOptions): Source {
  if (feed === undefined) return { pack: absolute('pack', pack, 'the address of a manifest') };
  const folder: unknown = model ?? new URL(/* @vite-ignore */ 'model/', import.meta.url).href;
  return {
    feed: absolute('feed', feed, 'an address'),
    model: absolute(
      'model',
      typeof folder === 'string' ? folder.replace(/\/?$/, '/') : folder,
      'the address of a folder',
    ),
  };
}

function absolute(name: string, address: unknown, expected: string): string {
  const url = typeof address === 'string' && address !== '' ? parseUrl(address, document.baseURI) : undefined;
  expect(name, address, url !== undefined, expected);
  return url!.href;
}

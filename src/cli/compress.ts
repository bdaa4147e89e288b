import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** In bytes. For larger files brotli's best quality takes minutes and gains about one per cent. */
const LARGE = 4_000_000;
/** A variant is kept if it has at most this share of the file's bytes. */
const WORTH = 0.95;

/**
 * Compresses files for a host that can serve `NAME.br` and `NAME.gz` in place of `NAME`. Only files whose names have a digest
 * are compressed: the manifest is rewritten later, and a variant of it would be out of date.
 */
export async function compressedVariants(
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Map<string, Uint8Array>> {
  const variants = new Map<string, Uint8Array>();
  const names = [...files.keys()].filter((name) => /-[0-9a-f]{16}\.(?!deflate$)\w+$/.test(name));
  const work = names.flatMap((name) => [
    { name, variant: `${name}.br`, compress: toBrotli },
    { name, variant: `${name}.gz`, compress: toGzip },
  ]);
  // Node runs zlib on four threads by default.
  const next = work.values();
  const worker = async () => {
    for (const { name, variant, compress } of next) {
      const bytes = files.get(name)!;
      const made = await compress(bytes);
      if (made.length < WORTH * bytes.length) variants.set(variant, made);
    }
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return new Map([...variants].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const toBrotli = (bytes: Uint8Array): Promise<Uint8Array> =>
  brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: bytes.length > LARGE ? 9 : 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
const toGzip = (bytes: Uint8Array): Promise<Uint8Array> => zip(bytes, { level: 9 });

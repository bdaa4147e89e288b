import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { parse } from 'yaml';

/** The folder of the real catalogues: `VITRINE_DATA`, else `shared/data` beside the project. */
const FOLDER = process.env['VITRINE_DATA'] ?? fileURLToPath(new URL('../../../shared/data', import.meta.url));

/** The path of a data file. @throws {Error} If it is missing, with the way to name its folder. */
export function dataFile(path: string): string {
  const file = join(FOLDER, path);
  if (!existsSync(file))
    throw new Error(
      `This test needs ${path}: set VITRINE_DATA to the folder that holds it (looked in ${FOLDER})`,
    );
  return file;
}

export interface RetailProduct {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  /** Finer than the category. */
  readonly style: string;
  readonly description: string;
  readonly price: number;
}

/** The 2,465 products of the AWS retail demo store. */
export function retailProducts(): RetailProduct[] {
  return parse(
    gunzipSync(readFileSync(dataFile('retail-demo-store/products.yaml.gz'))).toString('utf8'),
  ) as RetailProduct[];
}

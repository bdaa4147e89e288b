#!/usr/bin/env node
// Pages install this package, and builds the command line: whoever calls `vitrine` gets that, or is told what to install.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const places = [import.meta.url, join(process.cwd(), 'package.json')];
const found = places.map(resolveFrom).find((path) => path !== undefined);
if (found === undefined) {
  process.stderr.write(
    `vitrine: the command line is a package of its own: npm install --save-dev vitrine-cli, or npx vitrine-cli ${process.argv.slice(2).join(' ')}\n`,
  );
  process.exitCode = 2;
} else await import(pathToFileURL(found).href);

function resolveFrom(place) {
  try {
    return createRequire(place).resolve('vitrine-cli');
  } catch {
    return undefined;
  }
}

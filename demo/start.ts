/** `npm start`: builds a shop and serves it. */
import { CommanderError } from 'commander';
import { VitrineError } from '../src/errors.ts';
import { readFlags, type Flags } from './prepare/flags.ts';
import { shopPaths, type ShopPaths } from './prepare/paths.ts';
import { prepareMadeShop } from './prepare/prepare.ts';
import { prepareOwnShop } from './prepare/own-shop.ts';

async function serve({ folder }: ShopPaths, { port, strictPort = false }: Flags): Promise<void> {
  process.env['VITRINE_DEMO'] = folder; // for the plugin in vite.config.ts
  const { createServer } = await import('vite');
  const configFile = new URL('vite.config.ts', import.meta.url).pathname;
  const server = await createServer({ configFile, server: { port, strictPort } });
  await server.listen();
  server.printUrls();
}

try {
  const flags = readFlags(process.argv.slice(2));
  const shop = flags.catalogue ? await prepareOwnShop(flags, shopPaths('own')) : await prepareMadeShop();
  await serve(shop, flags);
} catch (error) {
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : 2); // commander has printed what is wrong
  console.error(error instanceof VitrineError ? `vitrine: ${error.message}` : error);
  process.exit(1);
}

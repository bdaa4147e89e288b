import { defineBrowserProvider } from '@vitest/browser';
import type { BrowserProvider } from 'vitest/node';
import type { Engine } from './engine.ts';

/**
 * Runs Vitest's browser tests in a browser under test.
 *
 * @param start Called with the first test.
 */
export function providerOf(name: string, start: () => Promise<Engine>) {
  return defineBrowserProvider({ name, providerFactory: () => new Provider(name, start) });
}

class Provider implements BrowserProvider {
  readonly supportsParallelism = false;
  #engine: Promise<Engine> | undefined;

  constructor(
    readonly name: string,
    private readonly start: () => Promise<Engine>,
  ) {}

  getCommandsContext(): Record<string, unknown> {
    return {};
  }

  async openPage(_: string, url: string): Promise<void> {
    const engine = await (this.#engine ??= this.start());
    const tab = await engine.openTab();
    await tab.goto(url);
  }

  async close(): Promise<void> {
    await (await this.#engine)?.close();
  }
}

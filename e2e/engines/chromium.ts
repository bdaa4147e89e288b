import { chromium, type BrowserContext } from '@playwright/test';
import { BROWSER_ARGS, findBrowser } from '../browser.ts';
import { VIEWPORT, type Engine, type Tab } from './engine.ts';

/** Starts Chromium, driven by Playwright. Each of its contexts is a private window. */
export async function startChromium(): Promise<Engine> {
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: BROWSER_ARGS,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  const context = await browser.newContext({ viewport: VIEWPORT });
  return {
    version: browser.version(),
    openTab: () => openTab(context),
    close: () => browser.close(),
  };
}

async function openTab(context: BrowserContext): Promise<Tab> {
  const page = await context.newPage();
  return {
    goto: async (address) => void (await page.goto(address)),
    back: async () => void (await page.goBack({ waitUntil: 'commit' })),
    reload: async () => void (await page.reload()),
    run: (code, ...given) =>
      page.evaluate(`(${code.toString()})(...${JSON.stringify(given)})`) as ReturnType<typeof code> as never,
    click: (selector) => page.click(selector),
    type: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot(),
    close: () => page.close(),
  };
}

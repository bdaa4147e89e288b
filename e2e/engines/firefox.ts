import puppeteer, { type Browser } from 'puppeteer-core';
import { findFirefox } from './find.ts';
import { VIEWPORT, type Engine, type StartOptions, type Tab } from './engine.ts';

/** Starts Firefox, driven by Puppeteer over WebDriver BiDi. */
export async function startFirefox(options: StartOptions = {}): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    defaultViewport: VIEWPORT,
    extraPrefsFirefox: preferencesOf(options),
  });
  return {
    version: (await browser.version()).replace('firefox/', ''),
    openTab: () => openTab(browser),
    close: () => browser.close(),
  };
}

function preferencesOf({ isPrivate = false, sendsControl }: StartOptions): Record<string, boolean> {
  return {
    'browser.privatebrowsing.autostart': isPrivate,
    ...(sendsControl !== undefined && {
      'privacy.globalprivacycontrol.enabled': sendsControl,
      'privacy.globalprivacycontrol.pbmode.enabled': sendsControl,
    }),
  };
}

async function openTab(browser: Browser): Promise<Tab> {
  const page = await browser.newPage();
  return {
    goto: async (address) => void (await page.goto(address)),
    // A page from the back/forward cache does not load, which Puppeteer's own call would wait for.
    back: () => page.evaluate('void setTimeout(() => history.back())') as Promise<void>,
    reload: async () => void (await page.reload()),
    run: (code, ...given) =>
      page.evaluate(`(${code.toString()})(...${JSON.stringify(given)})`) as ReturnType<typeof code> as never,
    click: (selector) => page.click(selector),
    type: (text) => page.keyboard.type(text),
    screenshot: () => page.screenshot(),
    close: () => page.close(),
  };
}

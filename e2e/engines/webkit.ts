import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { Builder, By, Capabilities, type WebDriver } from 'selenium-webdriver';
import { findWebKit, type WebKitPrograms } from './find.ts';
import { VIEWPORT, type Engine, type Tab } from './engine.ts';

/** What Safari has, and WebKitGTK has switched off. A driven browser refuses files all the same, as private windows do. */
const LIKE_SAFARI = '+StorageAPI,+FileSystem';
/** Longest time that a script in a page may take, in milliseconds. */
const MAX_SCRIPT = 60_000;

/**
 * Starts WebKitGTK's small browser on a display without a screen, driven by WebKit's own WebDriver, which has one session
 * at a time. A browser that is driven so has only private windows.
 */
export async function startWebKit(): Promise<Engine> {
  const programs = findWebKit();
  const { display, stopDisplay } = await startDisplay(programs);
  const port = await freePort();
  const service = spawn(programs.driver, [`--port=${port}`, '--host=127.0.0.1'], {
    env: { ...process.env, DISPLAY: display, NO_AT_BRIDGE: '1' },
    stdio: 'ignore',
  });
  const stop = async () => {
    await ended(service);
    await stopDisplay();
  };
  try {
    await answers(port);
    const driver = await connect(port, programs.browser);
    return engineOf(driver, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function engineOf(driver: WebDriver, stop: () => Promise<void>): Promise<Engine> {
  await driver.manage().setTimeouts({ script: MAX_SCRIPT, pageLoad: MAX_SCRIPT });
  const one = inTurn();
  const first = await driver.getWindowHandle();
  return {
    version: (await driver.getCapabilities()).get('browserVersion') as string,
    openTab: () =>
      one(async () => {
        // The first window stays: the session would end with its last one.
        await driver.switchTo().window(first);
        await driver.switchTo().newWindow('window');
        await fitWindow(driver);
        return tabOf(driver, await driver.getWindowHandle(), one);
      }),
    close: async () => {
      await driver.quit().catch(() => undefined);
      await stop();
    },
  };
}

/** A tab of a session, which talks to one tab at a time. */
function tabOf(driver: WebDriver, handle: string, one: InTurn): Tab {
  const here = <Result>(work: () => Promise<Result>) =>
    one(async () => {
      await driver.switchTo().window(handle);
      return work();
    });
  return {
    goto: (address) => here(() => driver.get(address)),
    back: () => here(() => driver.navigate().back()),
    reload: () => here(() => driver.navigate().refresh()),
    run: async (code, ...given) => {
      const text = `const done = arguments[arguments.length - 1];
        new Promise((resolve) => resolve((${code.toString()})(...${JSON.stringify(given)})))
          .then((value) => done({ value }), (error) => done({ error: String(error) }));`;
      const answer = await here(() => driver.executeAsyncScript<{ value?: unknown; error?: string }>(text));
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value as Awaited<ReturnType<typeof code>>;
    },
    click: (selector) => here(async () => driver.findElement(By.css(selector)).click()),
    type: (text) => here(() => driver.actions().sendKeys(text).perform()),
    screenshot: () => here(async () => Buffer.from(await driver.takeScreenshot(), 'base64')),
    close: () => here(() => driver.close()),
  };
}

type InTurn = <Result>(work: () => Promise<Result>) => Promise<Result>;

function inTurn(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const now = last.then(work, work);
    last = now.catch(() => undefined);
    return now;
  };
}

/** Gives the window the size at which the page's visible part is as large as in the other browsers. */
async function fitWindow(driver: WebDriver): Promise<void> {
  const window = driver.manage().window();
  const outer = await window.getRect();
  const [width, height] = await driver.executeScript<[number, number]>('return [innerWidth, innerHeight]');
  await window.setRect({
    width: outer.width + VIEWPORT.width - width,
    height: outer.height + VIEWPORT.height - height,
  });
}

function connect(port: number, binary: string): Promise<WebDriver> {
  const capabilities = new Capabilities({
    browserName: 'MiniBrowser',
    'webkitgtk:browserOptions': { binary, args: ['--automation', `--features=${LIKE_SAFARI}`] },
  });
  return new Builder().usingServer(`http://127.0.0.1:${port}`).withCapabilities(capabilities).build();
}

async function startDisplay({ display: program }: WebKitPrograms) {
  const server = spawn(program, ['-displayfd', '3', '-screen', '0', '1400x1100x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [line] = (await Promise.race([
    once(server.stdio[3] as Readable, 'data'),
    once(server, 'exit').then(() => {
      throw new Error('Xvfb ended before it gave a display.');
    }),
  ])) as [Buffer];
  return { display: `:${line.toString().trim()}`, stopDisplay: () => ended(server) };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill();
  await exit;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const response = await fetch(`http://127.0.0.1:${port}/status`).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('WebKitWebDriver did not answer within ten seconds.');
}

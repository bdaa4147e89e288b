import { afterEach, expect, it, vi } from 'vitest';
import type { Connection } from '../wire/connect.ts';
import type { EngineApi } from '../worker/serve-engine.ts';
import { Tab } from './tab.ts';

vi.mock('../wire/connect.ts', () => ({ connect: () => undefined }));
const arrives = vi.hoisted(() => ({ now: false }));
vi.mock('./model-host.ts', () => {
  if (!arrives.now) throw new TypeError('Failed to fetch dynamically imported module');
  return { createModelHost: () => 'models' };
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('asks again for the script of the models after it did not arrive', async () => {
  const tab = new Tab(undefined);
  await expect(tab.models()).rejects.toMatchObject({ code: 'script-load' });
  expect(tab.loadedModels).toBeUndefined();
  arrives.now = true;
  await expect(tab.models()).resolves.toBe('models');
});

const HOUR = 3_600_000; // ms

/** An engine that answers every call, and what it was called with. */
function fakeConnection(answer: unknown) {
  const calls: unknown[][] = [];
  const engine = {
    call: (...given: unknown[]) => {
      calls.push(given);
      return Promise.resolve(answer);
    },
  };
  const connection = { call: (work: (api: typeof engine) => unknown) => work(engine) };
  return { calls, connection: connection as unknown as Connection<EngineApi> };
}

it.each([
  [true, true],
  [false, false],
])(
  'tells each engine of gift mode before all else; if the engine answers %s, whether the tab keeps it is %s',
  async (on, kept) => {
    const marks = new Map([['vitrine gift', String(Date.now() - HOUR)]]);
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => marks.get(key) ?? null,
      removeItem: (key: string) => marks.delete(key),
    });
    const { calls, connection } = fakeConnection(on);
    await new Tab('granted').prepare(connection);
    expect(calls).toEqual([['resumeGiftMode'], ['setConsent', 'granted']]);
    expect(marks.has('vitrine gift')).toBe(kept);
  },
);

it('tells an engine nothing of gift mode if the tab is not in it, was restored later, or its storage is blocked', async () => {
  const { calls, connection } = fakeConnection(true);
  vi.stubGlobal('sessionStorage', { getItem: () => String(Date.now() - 5 * HOUR) });
  await new Tab(undefined).prepare(connection);
  vi.stubGlobal('sessionStorage', { getItem: () => null });
  await new Tab(undefined).prepare(connection);
  vi.stubGlobal('sessionStorage', {
    getItem: () => {
      throw new DOMException('blocked', 'SecurityError');
    },
  });
  await new Tab(undefined).prepare(connection);
  expect(calls).toEqual([]);
});

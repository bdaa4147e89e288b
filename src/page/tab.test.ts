import { afterEach, expect, it, vi } from 'vitest';
import { Tab } from './tab.ts';

vi.mock('../wire/connect.ts', () => ({ connect: () => undefined }));
const arrives = vi.hoisted(() => ({ now: false }));
vi.mock('./model-host.ts', () => {
  if (!arrives.now) throw new TypeError('Failed to fetch dynamically imported module');
  return { createModelHost: () => 'models' };
});

afterEach(() => {
  vi.resetModules();
});

it('asks again for the script of the models after it did not arrive', async () => {
  const tab = new Tab(undefined);
  await expect(tab.models()).rejects.toMatchObject({ code: 'script-load' });
  expect(tab.loadedModels).toBeUndefined();
  arrives.now = true;
  await expect(tab.models()).resolves.toBe('models');
});

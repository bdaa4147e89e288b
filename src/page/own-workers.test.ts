import { expect, it, vi } from 'vitest';
import { VitrineError } from '../errors.ts';
import type { Connection } from '../wire/connect.ts';
import { overwriteBy } from './own-workers.ts';

vi.mock('../wire/start-worker.ts', () => ({ startWorker: () => undefined }));

/** Connects to workers of which each fails as given, or overwrites if it is given undefined. */
function connecting(...faults: (VitrineError | undefined)[]) {
  const state = { started: 0, closed: 0 };
  const connect = () => {
    const fault = faults[state.started++];
    return {
      call: () => (fault ? Promise.reject(fault) : Promise.resolve()),
      close: () => void state.closed++,
    } as unknown as Connection<never>;
  };
  return { state, overwrite: () => overwriteBy(connect as never, 'file', new Uint8Array(1)) };
}

const unloaded = new VitrineError('worker-load', 'its script did not load');

it('starts the worker once more if its script did not load', async () => {
  const { state, overwrite } = connecting(unloaded);
  await overwrite();
  expect(state).toEqual({ started: 2, closed: 2 });
});

it('rejects if the worker’s script does not load a second time', async () => {
  const { state, overwrite } = connecting(unloaded, unloaded, undefined);
  await expect(overwrite()).rejects.toBe(unloaded);
  expect(state).toEqual({ started: 2, closed: 2 });
});

it('does not try again if the disk refuses', async () => {
  const full = Object.assign(new Error('full'), { name: 'QuotaExceededError' });
  const { state, overwrite } = connecting(full as never);
  await expect(overwrite()).rejects.toBe(full);
  expect(state).toEqual({ started: 1, closed: 1 });
});

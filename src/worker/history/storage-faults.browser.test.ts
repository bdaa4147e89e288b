import { afterEach, describe, expect, it, vi } from 'vitest';
import type * as InTime from '../../wire/in-time.ts';
import { FAULTS, failStorage, overwriting, type Fault } from '../../store/testing/failing-storage.ts';
import type { ShopperEvent } from '../../types.ts';
import { History } from './history.ts';
import { historyOptions } from './testing/history-options.ts';

/** While storage does not answer, it is waited for a twentieth of the time, so that the test does not take an hour. */
const wait = vi.hoisted(() => ({ part: 1 }));
vi.mock('../../wire/in-time.ts', async (original) => {
  const { inTime } = await original<typeof InTime>();
  return {
    inTime: (work: Promise<unknown>, maxWait: number, late: () => Error) =>
      inTime(work, maxWait * wait.part, late),
  };
});

const DAY = 24 * 60 * 60_000;
/** Milliseconds within which every call must have settled. */
const MAX_CALL = 20_000;

const view = (id: string, days = 0): ShopperEvent => ({
  name: 'view_item',
  ids: [id],
  at: Date.now() - days * DAY,
});
const idsOf = ({ events }: History) => events.flatMap(({ ids }) => ids);

/** A shopper's visits, of which every call is checked as it is made. */
class Visits {
  readonly name = `faults ${crypto.randomUUID()}`;
  /** What must be there, unless it was told that it is not. */
  owed = new Set<string>();
  /** What must not come back. */
  readonly erased = new Set<string>();
  /** Whether a call has rejected, a warning was given, or `keptReason` says that the disk refuses. */
  told = false;
  history!: History;

  open(): void {
    this.history = new History({
      ...historyOptions(this.name),
      overwrite: (...given) => overwriting.overwrite(...given),
      warn: () => (this.told = true),
    });
  }

  /** @returns Whether the call resolved. It must settle in time, and reject with a code of the store alone. */
  async call(what: string, work: () => Promise<void>): Promise<boolean> {
    const late = new Promise<never>((_, reject) => {
      setTimeout(() => {
        reject(new Error(`${what} did not settle`));
      }, MAX_CALL);
    });
    let isDone = true;
    try {
      await Promise.race([work(), late]);
    } catch (error) {
      expect(error, what).toMatchObject({ code: expect.stringMatching(/^store/) });
      this.told = true;
      isDone = false;
    }
    if (this.history.keptReason !== undefined) this.told = true;
    const ids = idsOf(this.history);
    expect(
      ids.filter((id) => this.erased.has(id)),
      `erased, after ${what}`,
    ).toEqual([]);
    if (!this.told)
      expect(
        [...this.owed].filter((id) => !ids.includes(id)),
        `lost, after ${what}`,
      ).toEqual([]);
    return isDone;
  }

  async track(id: string): Promise<void> {
    const isDone = await this.call(`track ${id}`, () => this.history.append(view(id)));
    expect(isDone).toBe(true); // the disk may fail: then memory takes the event
    expect(idsOf(this.history)).toContain(id);
    this.owed.add(id);
  }

  async grant(): Promise<void> {
    await this.call('grant', () => this.history.setConsent('granted'));
  }

  async refuse(): Promise<void> {
    await this.call('refuse', () => this.history.setConsent('denied'));
    expect(this.history.kept).toBe('memory');
  }

  async import(...ids: readonly string[]): Promise<void> {
    const before = this.owed;
    const given = [view('too-old', 91), ...ids.map((id) => view(id))];
    if (!(await this.call('import', () => (this.owed = new Set()) && this.history.replace(given))))
      this.owed = before;
    else this.owed = new Set(ids);
    expect(idsOf(this.history)).not.toContain('too-old');
  }

  async erase(): Promise<void> {
    const before = this.owed;
    this.owed = new Set();
    await this.call('erase', () => this.history.erase());
    // What could not be erased is erased before it is next read: also then it does not come back in this visit.
    for (const id of before) this.erased.add(id);
    expect(idsOf(this.history)).toEqual([]);
  }

  async close(): Promise<void> {
    await this.call('close', () => this.history.close());
  }
}

/** Two visits with every kind of call. */
async function visit(shopper: Visits): Promise<void> {
  shopper.open();
  await shopper.grant();
  await shopper.track('a');
  await shopper.track('b');
  await shopper.close();

  shopper.open();
  await shopper.grant();
  await shopper.track('c');
  await shopper.import('d', 'e');
  await shopper.track('f');
  await shopper.erase();
  await shopper.track('g');
  await shopper.refuse();
  await shopper.track('h');
  await shopper.grant();
  await shopper.track('i');
  await shopper.close();
}

/** A last visit, in which nothing fails. */
async function visitAgain(shopper: Visits, erasureFailed: boolean): Promise<void> {
  if (erasureFailed) shopper.erased.clear(); // it was told, and a later visit may read it
  shopper.open();
  if (shopper.told) shopper.owed.clear();
  shopper.told = false;
  await shopper.grant();
  expect([shopper.history.kept, shopper.told]).toEqual(['disk', false]);
  await shopper.track('last');
  await shopper.erase();
  await shopper.close();
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** Each fault is tried at each third call, so that each call fails in one way or in two; with `VITE_SOAK=1` at every call. */
const STEP = import.meta.env['VITE_SOAK'] ? 1 : 3;

describe.each(FAULTS)('with %s at any one call of the storage', (fault: Fault) => {
  it('no event is lost untold, nothing erased comes back, nothing hangs, and the next call works', async () => {
    const failed = new Map<string, number>();
    for (let nth = 1 + (FAULTS.indexOf(fault) % STEP); ; nth += STEP) {
      const shopper = new Visits();
      const storage = failStorage(nth, fault);
      wait.part = fault === 'silence' ? 0.05 : 1;
      try {
        await visit(shopper);
      } catch (error) {
        throw new Error(`with ${fault} at call ${nth}, ${storage.failed}`, { cause: error });
      } finally {
        vi.restoreAllMocks();
        wait.part = 1;
        storage.release();
      }
      try {
        await visitAgain(shopper, shopper.told);
      } catch (error) {
        throw new Error(`in the visit after ${fault} at call ${nth}, ${storage.failed}`, { cause: error });
      }
      if (storage.failed === undefined) break;
      failed.set(storage.failed, (failed.get(storage.failed) ?? 0) + 1);
    }
    // eslint-disable-next-line no-console -- says what was tried
    console.info(`${fault}: ${JSON.stringify(Object.fromEntries(failed))}`);
    expect(failed.size).toBeGreaterThan(10);
  }, 600_000);
});

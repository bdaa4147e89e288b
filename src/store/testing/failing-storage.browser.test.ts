import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { FAULTS, failStorage, overwriting } from './failing-storage.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** Collects the rejections that nobody handles, until the test is over. */
function collectUnhandled(): unknown[] {
  const reasons: unknown[] = [];
  const note = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    reasons.push(event.reason);
  };
  window.addEventListener('unhandledrejection', note, { capture: true });
  onTestFinished(() => {
    window.removeEventListener('unhandledrejection', note, { capture: true });
  });
  return reasons;
}

it.each(FAULTS)(
  'under %s, a file that is really overwritten, but not to its end, leaves no rejection to nobody',
  async (fault) => {
    const unhandled = collectUnhandled();
    const { overwrite } = overwriting;
    onTestFinished(() => {
      overwriting.overwrite = overwrite;
    });
    overwriting.overwrite = () => Promise.reject(new Error('the disk did not take all bytes'));
    failStorage(1, fault);
    const told = overwriting.overwrite('file', new Uint8Array(1)).catch((error: Error) => error.name);
    const outcome = fault === 'silence' ? 'silence' : told;
    await new Promise((resolve) => setTimeout(resolve, 50)); // a browser tells of rejections after the task
    expect([await outcome, unhandled]).toEqual([fault, []]);
  },
);

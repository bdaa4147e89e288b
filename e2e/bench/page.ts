/** The page of a contender: it only starts the worker and forwards calls. */
import { wrap, type Remote } from 'comlink';
import type { Bench } from './worker.ts';

declare global {
  interface Window {
    bench: Remote<Bench>;
    /** Rejects if the worker cannot be loaded or dies, since Comlink would wait for ever. */
    broken: Promise<never>;
  }
}

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
window.bench = wrap<Bench>(worker);
window.broken = new Promise((_, reject) => {
  worker.onerror = ({ message }) => {
    reject(new Error(`the worker failed: ${message}`));
  };
});
window.broken.catch(() => undefined); // those who await it still see the rejection

/** The page that a contender runs behind: it only starts the worker and hands calls on. */
import { wrap, type Remote } from 'comlink';
import type { Bench } from './worker.ts';

declare global {
  interface Window {
    bench: Remote<Bench>;
    /** Rejects when the worker cannot be loaded or dies; Comlink would wait for ever. */
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
window.broken.catch(() => undefined); // whoever waits on it hears of it

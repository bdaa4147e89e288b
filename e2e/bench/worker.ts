/** One contender's worker: makes the data, then measures. */
import { expose } from 'comlink';
import type { BenchData, Searcher } from './contender.ts';
import { contenders } from './contenders/list.ts';
import { ordinaryRows } from '../../src/core/vectors/rows.ts';
import { makeData, type Shape } from './data.ts';
import { measure, type Figures } from './measure.ts';

let searcher: Searcher;
let data: BenchData;
let k: number;

const bench = {
  /** The worker has loaded what all contenders share. */
  ready: () => undefined,

  /** Makes the data; what memory grows by after this is the contender's. */
  async arrange(name: string, shape: Shape): Promise<void> {
    const contender = contenders.find((one) => one.name === name);
    if (!contender) throw new Error(`no contender ${name}`);
    searcher = await contender.load();
    k = shape.k;
    const allocate = searcher.allocate ?? ordinaryRows;
    data = await makeData(shape, contender.takes === 'int8' ? allocate : undefined);
    await collectGarbage();
  },

  async measure(): Promise<Figures> {
    const figures = await measure(searcher, data, k);
    await collectGarbage();
    return figures;
  },
};

export type Bench = typeof bench;

/** Twice, with a pause: freed buffers go back to the system a little later. `gc` is there by `--expose-gc`. */
async function collectGarbage(): Promise<void> {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  await new Promise((resolve) => setTimeout(resolve, 500));
  gc?.();
}

expose(bench);

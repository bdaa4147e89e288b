/** The worker of one contender: generates the data, then measures. */
import { expose } from 'comlink';
import type { BenchData, Searcher } from './contender.ts';
import { contenders } from './contenders/list.ts';
import { ordinaryRows } from '../../src/core/vectors/quantise.ts';
import { makeData, type Shape } from './data.ts';
import { measure, type Figures } from './measure.ts';

let searcher: Searcher;
let data: BenchData;
let k: number;

const bench = {
  /** Resolves once the worker has loaded the code that all contenders share. */
  ready: () => undefined,

  /** Generates the data; later growth of memory counts as the contender's. */
  async arrange(name: string, shape: Shape): Promise<void> {
    const contender = contenders.find((one) => one.name === name);
    if (!contender) throw new Error(`unknown contender ${name}`);
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

/** Collects twice with a pause, because freed buffers return to the system a little later. `--expose-gc` provides `gc`. */
async function collectGarbage(): Promise<void> {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  await new Promise((resolve) => setTimeout(resolve, 500));
  gc?.();
}

expose(bench);

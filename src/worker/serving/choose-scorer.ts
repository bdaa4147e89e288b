import { createFloatScorer } from '../../core/vectors/float-scorer.ts';
import { probe } from '../../core/vectors/probe.ts';
import type { Rows, Scorer } from '../../core/ports.ts';
import { requestDevice } from '../../gpu/device.ts';
import { createGpuScorer } from '../../gpu/scorer.ts';
import type { Backend } from '../../types.ts';
import { createWasmScorer } from '../../wasm/scorer.ts';
import { isQuicker } from './calibrate.ts';
import { threadsFor } from './rows-memory.ts';

/** A back end that has passed its probe, and why it is not the fastest, if it is not. */
export interface ChosenScorer {
  readonly scorer: Scorer;
  readonly reason?: string;
}

/** A scorer on the GPU, and word of its end. */
export interface GpuScorer {
  readonly scorer: Scorer;
  /** Resolves with why, once the GPU can answer no more. */
  readonly lost: Promise<string>;
}

/** The best back end that is always there: WebAssembly, else JavaScript. Does not reject. */
export async function openCpu(
  rows: Rows,
  wanted: 'auto' | Backend,
  firstPass = false,
): Promise<ChosenScorer> {
  if (wanted === 'js') return { scorer: createFloatScorer(rows) };
  try {
    await probe((probeRows) => createWasmScorer(probeRows, { warm: false }));
    if (firstPass)
      return {
        scorer: (await import('../../wasm/signs-scorer.ts')).createSignsScorer(rows, {
          threads: threadsFor(rows),
        }),
      };
    return { scorer: createWasmScorer(rows, { threads: threadsFor(rows) }) };
  } catch (error) {
    return { scorer: createFloatScorer(rows), reason: sentence(error) };
  }
}

/**
 * Opens WebGPU and checks it; `auto` takes it only if it is quicker than what there is, and never takes a software
 * adapter.
 *
 * @returns The reason where it must do without, and nothing where the CPU is simply quicker.
 */
export async function openGpu(
  rows: Rows,
  wanted: 'auto' | 'webgpu',
  cpu: Scorer,
): Promise<GpuScorer | string | undefined> {
  let device: GPUDevice | undefined;
  try {
    device = await requestDevice({ bindingBytes: rows.data.byteLength, allowFallback: wanted === 'webgpu' });
    const opened = device;
    await probe((probeRows) => createGpuScorer(opened, probeRows));
    const scorer = await createGpuScorer(opened, rows);
    if (wanted === 'auto' && !(await isQuicker(scorer, cpu, rows))) {
      opened.destroy();
      return undefined;
    }
    const dispose = () => {
      scorer.dispose();
      opened.destroy();
    };
    const lost = opened.lost.then(({ message }) => `the GPU was lost: ${message}`);
    return { scorer: { ...scorer, dispose }, lost };
  } catch (error) {
    device?.destroy();
    return sentence(error);
  }
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

import { arrived } from '../../errors.ts';
import type { Rows, Scorer } from '../../core/ports.ts';
import { createJsScorer } from '../../core/vectors/score.ts';
import { requestDevice } from '../../gpu/device.ts';
import type { Backend } from '../../types.ts';
import { createWasmScorer } from '../../wasm/scorer.ts';
import { isQuicker } from './calibrate.ts';
import { forgetProbe, probeOnce } from './probe-once.ts';
import { threadsFor } from './rows-memory.ts';

/** A back end that has passed its probe. */
export interface ChosenScorer {
  readonly scorer: Scorer;
  /** Why it is not the fastest back end, if it is not. */
  readonly reason?: string;
}

export interface GpuScorer {
  readonly scorer: Scorer;
  /** Resolves with the reason when the GPU is lost. */
  readonly lost: Promise<string>;
}

/** Opens WebAssembly, or JavaScript if that fails. Does not reject. */
export async function openCpu(
  rows: Rows,
  wanted: 'auto' | Backend,
  firstPass = false,
): Promise<ChosenScorer> {
  if (wanted === 'js') return { scorer: await openJs(rows) };
  try {
    await probeOnce('wasm', (probeRows) => createWasmScorer(probeRows, { warm: false }));
    if (firstPass)
      return {
        scorer: (await arrived(() => import('../../wasm/signs-scorer.ts'))).createSignsScorer(rows, {
          threads: threadsFor(rows),
        }),
      };
    return { scorer: createWasmScorer(rows, { threads: threadsFor(rows) }) };
  } catch (error) {
    return { scorer: await openJs(rows), reason: sentence(error) };
  }
}

/** Few browsers lack WebAssembly SIMD, so the code for them is loaded when it is needed. If it does not arrive, the oracle answers: the same, but slower. */
async function openJs(rows: Rows): Promise<Scorer> {
  const quick = await arrived(() => import('../../core/vectors/float-scorer.ts')).catch(() => undefined);
  return (quick?.createFloatScorer ?? createJsScorer)(rows);
}

/**
 * Opens and probes WebGPU. `auto` takes it only if it is quicker than the CPU, and never takes a software adapter.
 *
 * @returns A text that says why WebGPU cannot be used; undefined if the CPU is quicker.
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
    const { createGpuScorer } = await arrived(() => import('../../gpu/scorer.ts')); // most visits have no use for it
    const variant = variantOf(opened);
    await probeOnce(variant, (probeRows) => createGpuScorer(opened, probeRows));
    const scorer = await createGpuScorer(opened, rows);
    if (wanted === 'auto' && !(await isQuicker(scorer, cpu, rows))) {
      opened.destroy();
      return undefined;
    }
    const dispose = () => {
      scorer.dispose();
      opened.destroy();
    };
    const lost = opened.lost.then(({ reason, message }) => {
      if (reason !== 'destroyed') forgetProbe(variant);
      return `the GPU was lost: ${message}`;
    });
    return { scorer: { ...scorer, dispose }, lost };
  } catch (error) {
    device?.destroy();
    return sentence(error);
  }
}

/** The adapter of a device and its features: kernels differ by these. */
function variantOf(device: GPUDevice): string {
  const { vendor, architecture, description } =
    (device as { adapterInfo?: Partial<GPUAdapterInfo> }).adapterInfo ?? {};
  return ['webgpu', vendor, architecture, description, ...[...device.features].sort()].join(' ');
}

export function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

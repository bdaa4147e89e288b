import { probe } from '../core/probe.ts';
import type { Rows, Scorer } from '../core/ports.ts';
import { createJsScorer } from '../core/score.ts';
import { VitrineError } from '../errors.ts';
import { requestDevice } from '../gpu/device.ts';
import { createGpuScorer } from '../gpu/scorer.ts';
import type { Backend } from '../types.ts';

/** A back end that has passed its probe, and why it is not the fastest, if it is not. */
export interface ChosenScorer {
  readonly scorer: Scorer;
  readonly reason?: string;
  /** Resolves with why, once the back end can answer no more; never, for most. */
  readonly lost: Promise<string>;
}

const NEVER = new Promise<string>(() => undefined);

/**
 * Takes the wanted back end, or the next best with the reason. `auto` never takes a software adapter.
 * Does not reject: JavaScript is always there.
 */
export async function chooseScorer(rows: Rows, wanted: 'auto' | Backend): Promise<ChosenScorer> {
  if (wanted === 'js') return { scorer: createJsScorer(rows), lost: NEVER };
  if (wanted === 'wasm')
    return { scorer: createJsScorer(rows), reason: 'this build has no WASM back end', lost: NEVER };
  try {
    return await openGpu(rows, wanted === 'webgpu');
  } catch (error) {
    return { scorer: createJsScorer(rows), reason: sentence(error), lost: NEVER };
  }
}

async function openGpu(rows: Rows, allowFallback: boolean): Promise<ChosenScorer> {
  const bindingBytes = rows.data.byteLength;
  const device = await requestDevice({ bindingBytes, allowFallback });
  try {
    await probe((probeRows) => createGpuScorer(device, probeRows));
    const scorer = await createGpuScorer(device, rows);
    const dispose = () => {
      scorer.dispose();
      device.destroy();
    };
    return {
      scorer: { ...scorer, dispose },
      lost: device.lost.then(({ message }) => `the GPU was lost: ${message}`),
    };
  } catch (error) {
    device.destroy();
    throw error;
  }
}

function sentence(error: unknown): string {
  return error instanceof VitrineError || error instanceof Error ? error.message : String(error);
}

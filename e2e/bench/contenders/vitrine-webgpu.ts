import type { Rows, Scorer } from '../../../src/core/ports.ts';
import { requestDevice } from '../../../src/gpu/device.ts';
import { createGpuScorer } from '../../../src/gpu/scorer.ts';

/** Vitrine's scorer on a device of its own, which may be a software adapter. */
export async function createScorerOnGpu(rows: Rows): Promise<Scorer> {
  const device = await requestDevice({ bindingBytes: rows.data.byteLength, allowFallback: true });
  const scorer = await createGpuScorer(device, rows);
  return {
    backend: scorer.backend,
    scan: (scan) => scorer.scan(scan),
    dispose: () => {
      scorer.dispose();
      device.destroy();
    },
  };
}

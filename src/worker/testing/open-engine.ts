import { VitrineError } from '../../errors.ts';
import { Engine } from '../engine.ts';
import type { EngineOptions } from '../../wire/engine-options.ts';

/**
 * Opens an engine as a page does, without a text model and in memory only.
 *
 * @param pack Address of a manifest, for which the test answers.
 */
export function openEngine(pack: string, backend: EngineOptions['backend']): Promise<Engine> {
  return Engine.open(
    {
      source: { pack },
      persist: 'memory',
      retentionDays: 90,
      backend,
      provider: 'wasm',
      approximate: false,
      gpc: false,
    },
    {
      embed: () => Promise.reject(new VitrineError('model-load', 'this test has no text model')),
      overwrite: () => Promise.reject(new VitrineError('store', 'this test keeps nothing on the disk')),
      warn: () => undefined,
    },
  );
}

import { probe } from '../../core/vectors/probe.ts';

const probes = new Map<string, Promise<void>>();

/**
 * Probes a back end when it is first opened in this worker. The scorers of a pack's parts, of a feed's steps and of
 * images share the result.
 *
 * @param variant Names the back end and what its kernel depends on.
 * @param create Makes the back end for the probe's rows. The probe disposes of it.
 * @throws {VitrineError} `gpu` if it computes wrong scores. It is probed again when it is next opened.
 */
export function probeOnce(variant: string, create: Parameters<typeof probe>[0]): Promise<void> {
  let probing = probes.get(variant);
  if (!probing) {
    probing = probe(create);
    probes.set(variant, probing);
    probing.catch(() => {
      forgetProbe(variant);
    });
  }
  return probing;
}

/** Has a back end probed again when it is next opened, as after a GPU was lost. */
export function forgetProbe(variant: string): void {
  probes.delete(variant);
}

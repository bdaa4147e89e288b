import type { RecommenderOptions } from '../../src/index.ts';

const backends = ['auto', 'webgpu', 'wasm', 'js'] as const;
const providers = ['wasm', 'webgpu'] as const;

/** A query option, remembered for the rest of the visit so that links need not carry it. */
function option<Value extends string>(name: string, allowed: readonly Value[]): Value | undefined {
  const given = new URLSearchParams(location.search).get(name);
  if (given !== null) sessionStorage.setItem(name, given);
  const value = given ?? sessionStorage.getItem(name);
  return allowed.find((one) => one === value);
}

/** `?backend=` and `?provider=` choose what computes. */
export function readOptions(): Pick<RecommenderOptions, 'backend' | 'provider'> {
  const provider = option('provider', providers);
  return { backend: option('backend', backends) ?? 'auto', ...(provider && { provider }) };
}

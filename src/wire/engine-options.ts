import type { Consent, ImagesMode, RecommenderOptions } from '../types.ts';

/** What a page sends to the worker: the options with their defaults, and what only a page can know. */
export interface EngineOptions extends Required<
  Pick<RecommenderOptions, 'persist' | 'retentionDays' | 'backend' | 'approximate' | 'provider'>
> {
  readonly source: Source;
  /** undefined if nobody has decided yet: then the disk is neither read nor written nor erased. */
  readonly consent?: Consent | undefined;
  /** undefined if the pack decides. */
  readonly images?: ImagesMode | undefined;
  /** Address of a worker's script on the page's own origin, which imports the engine's: see `RecommenderOptions`. */
  readonly worker?: string | undefined;
  /** Whether Global Privacy Control is on. */
  readonly gpc: boolean;
}

/** Where items come from. Addresses are absolute. */
export type Source =
  | {
      readonly pack: string;
      /** Names the history, if the packs of several languages share one. */
      readonly shop?: string;
    }
  /** `model` is the address of a text model's folder. */
  | { readonly feed: string; readonly model: string };

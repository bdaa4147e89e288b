import type { Consent, RecommenderOptions } from '../types.ts';

/** What the page tells the worker: every default filled in, and what only the page can see. */
export interface EngineOptions extends Required<
  Pick<RecommenderOptions, 'persist' | 'retentionDays' | 'backend' | 'approximate' | 'provider'>
> {
  readonly source: Source;
  /** Nothing, where the shop has not said yet: then the disk is neither read nor written nor erased. */
  readonly consent?: Consent | undefined;
  /** Whether Global Privacy Control is on. */
  readonly gpc: boolean;
}

/** Where items come from; addresses are absolute. */
export type Source =
  | {
      readonly pack: string;
      /** What the history goes by, where the packs of several languages share one. */
      readonly shop?: string;
    }
  /** `model` is the folder of a text model. */
  | { readonly feed: string; readonly model: string };

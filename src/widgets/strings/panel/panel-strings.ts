import type { EventKind } from '../../event-kind.ts';

/** What a shopper did: as `EventKind`, but what left the cart is not what was put there. */
export type DidKind = EventKind | 'uncart';

/** Every text of `<vitrine-privacy>`, in one language. `{…}` stands for a value. */
export interface PanelStrings {
  readonly heading: string;
  readonly intro: string;
  /** Shown if the history is empty. */
  readonly empty: string;
  /** Kinds of event, with a number behind them. */
  readonly eventKinds: Readonly<Record<EventKind, string>>;
  /** What the shopper did, before the title of a product, or the words of a search. */
  readonly did: Readonly<Record<DidKind, string>>;
  /** Heads the list of interests. */
  readonly interests: string;
  /** Before what an interest comes from, `{what}`. */
  readonly from: string;
  /** Names the button that turns an interest down. */
  readonly less: string;
  /** Names the button that turns an interest off. */
  readonly off: string;
  /** Names the switch of gift mode. */
  readonly gift: string;
  readonly giftHint: string;
  /** Heads the list of events. */
  readonly history: string;
  /** Names the input that searches the history. */
  readonly find: string;
  /** Names the button that forgets an event. */
  readonly forget: string;
  readonly forgotten: string;
  /** Names the button that shows older events. */
  readonly more: string;
  readonly inMemory: string;
  readonly onDisk: string;
  /** Names the consent switch. */
  readonly remember: string;
  /** Shown if the shopper grants consent but the browser has Global Privacy Control on or refuses storage. */
  readonly refused: string;
  readonly save: string;
  readonly load: string;
  readonly loaded: string;
  /** Shown if the file holds no history. */
  readonly notLoaded: string;
  readonly erase: string;
  /** The second click that erasing needs. */
  readonly confirm: string;
  readonly cancel: string;
  readonly erased: string;
  readonly failed: string;
}

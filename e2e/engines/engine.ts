/** What can be sent to a page and back: what JSON holds. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A tab of a browser under test. */
export interface Tab {
  /** Opens an address, and waits until the page has loaded. */
  goto(address: string): Promise<void>;
  /** Goes back to the page before, as by the browser's own button. */
  back(): Promise<void>;
  reload(): Promise<void>;
  /** Runs a function in the page. It may be asynchronous, and uses nothing from outside it. */
  run<Given extends readonly Json[], Result>(
    code: (...given: Given) => Result | Promise<Result>,
    ...given: Given
  ): Promise<Result>;
  /** Clicks into the middle of what a selector names, as a shopper does. */
  click(selector: string): Promise<void>;
  /** Types into the field that has the focus. */
  type(text: string): Promise<void>;
  /** An image of the page's visible part, as PNG. */
  screenshot(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export type Browser = 'Chromium' | 'Firefox' | 'WebKit';

/** A running browser. All of its tabs belong to one shopper. */
export interface Engine {
  readonly version: string;
  openTab(): Promise<Tab>;
  close(): Promise<void>;
}

export interface StartOptions {
  /** Whether its windows are private: what they store is gone when they close. */
  readonly isPrivate?: boolean;
  /** Whether it sends Global Privacy Control; by default as the browser does. */
  readonly sendsControl?: boolean;
}

/** The size of a tab's visible part, in CSS pixels. */
export const VIEWPORT = { width: 1024, height: 768 };

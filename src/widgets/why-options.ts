import type { Strings } from './strings/strings.ts';

/** What a shopper can answer to a recommendation. */
export type Feedback = 'like' | 'hide';

export interface WhyOptions {
  readonly strings: Strings;
  /** Gives titles by item id. Called when the disclosure is first opened. */
  titles(): Promise<ReadonlyMap<string, string>>;
  onFeedback(feedback: Feedback): void;
}

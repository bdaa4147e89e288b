import { fill } from './language.ts';
import type { Strings } from './strings/strings.ts';

/** Letters of scripts that are written from right to left, such as Hebrew and Arabic. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A title in the quotation marks of the language, isolated. */
export function quoted(title: string, strings: Strings): string {
  return fill(strings.quotedTitle, { title: isolated(title, strings) });
}

/**
 * If a title or the language is written from right to left, the title is isolated (Unicode Bidirectional Algorithm), so that
 * neither changes the order of the other.
 */
export function isolated(title: string, { why }: Strings): string {
  return RIGHT_TO_LEFT.test(title + why) ? `\u2068${title}\u2069` : title;
}

/** The parts of a text without the white space around them. An expression with `\s*` on its sides takes the square of its time. */
export function trimmedParts(text: string, separator: string | RegExp): string[] {
  return text.split(separator).map((part) => part.trim());
}

/** A text without what stands in brackets, each from an opening one to the next closing one, and without closing ones. */
export function outsideBrackets(text: string): string {
  const closed = text.split(/[)\]}]/);
  const rest = closed.pop()!;
  return [...closed.map((part) => part.split(/[([{]/, 1)[0]!), rest].join(' ');
}

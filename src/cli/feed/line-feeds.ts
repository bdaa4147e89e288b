/**
 * The same text with each line end, be it CRLF (RFC 4180, Excel), CR or LF, as one LF. The rest of a reader then counts
 * lines and characters in one way.
 */
export async function* withLineFeeds(text: AsyncIterable<string>): AsyncGenerator<string> {
  let endsInReturn = false;
  for await (const part of text) {
    if (part === '') continue;
    // A CRLF may be cut between its two characters: the LF of the next part is then no line end of its own.
    const rest = endsInReturn && part.startsWith('\n') ? part.slice(1) : part;
    endsInReturn = part.endsWith('\r');
    yield rest.includes('\r') ? rest.replace(/\r\n?/g, '\n') : rest;
  }
}

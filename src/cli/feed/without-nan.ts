/** As Python and pandas write numbers that are none; JSON has no word for them. */
const NO_NUMBER = /(?<![\w.])-?(?:NaN|Infinity)(?!\w)/g;
/** What may go on in the next piece. */
const CUT = /[-\w.]{1,12}$/;

/** JSON text with `null` in place of `NaN` and `Infinity`, outside of texts. As many characters a line as before or fewer. */
export async function* withoutNaN(text: AsyncIterable<string>): AsyncGenerator<string> {
  let inText = false;
  let rest = '';
  for await (const part of text) {
    const { ready, left, isOpen } = mended(rest + part, inText);
    [rest, inText] = [left, isOpen];
    yield ready;
  }
  yield rest.replace(NO_NUMBER, 'null');
}

/** The same of a whole text. */
export function nanAsNull(text: string): string {
  const { ready, left } = mended(text, false);
  return ready + left.replace(NO_NUMBER, 'null');
}

/** `left` has to wait for the next piece; `isOpen`: a text goes on there. */
function mended(text: string, startsInText: boolean): { ready: string; left: string; isOpen: boolean } {
  let ready = '';
  let at = 0;
  let inText = startsInText;
  for (;;) {
    const quote = inText ? closingQuote(text, at) : text.indexOf('"', at);
    if (quote < 0) break;
    const piece = text.slice(at, quote + 1);
    ready += inText ? piece : piece.replace(NO_NUMBER, 'null');
    at = quote + 1;
    inText = !inText;
  }
  const tail = text.slice(at);
  if (inText) {
    const escapes = /(?<!\\)\\*$/.exec(tail)![0].length % 2; // a backslash at the end is of the next character
    return {
      ready: ready + tail.slice(0, tail.length - escapes),
      left: tail.slice(tail.length - escapes),
      isOpen: true,
    };
  }
  const left = CUT.exec(tail)?.[0] ?? '';
  return {
    ready: ready + tail.slice(0, tail.length - left.length).replace(NO_NUMBER, 'null'),
    left,
    isOpen: false,
  };
}

function closingQuote(text: string, from: number): number {
  for (let at = from; ; at++) {
    at = text.indexOf('"', at);
    if (at < 0) return -1;
    let slashes = 0;
    while (at - 1 - slashes >= from && text[at - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return at;
  }
}

/** One damage to a file. */
export interface Mutation {
  readonly bytes: Buffer;
  readonly what: string;
  /** The one line that is damaged, from 1, if all others are as they were, and where they were. */
  readonly line?: number;
}

type Random = () => number;
type Mutate = (bytes: Buffer, random: Random, isLines: boolean) => Mutation | undefined;

const below = (random: Random, limit: number) => Math.floor(random() * limit);
const spliced = (bytes: Buffer, at: number, removed: number, added: Buffer | string) =>
  Buffer.concat([bytes.subarray(0, at), Buffer.from(added as string), bytes.subarray(at + removed)]);
const TOKENS = [
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  '&',
  '\\',
  '<![CDATA[',
  '-->',
  '-',
  ':',
  '\n',
  '\r',
  '\t',
  ',',
  ';',
  '|',
  '#',
  '\\N',
  '="',
  "'",
  '%',
  '*a',
  '&a ',
  '\u2028',
];

function lineAt(bytes: Buffer, offset: number): number {
  return bytes.subarray(0, offset).toString('latin1').split('\n').length;
}

/** Changes one line of those below the first. */
function ofLine(change: (line: string, random: Random) => string, what: string): Mutate {
  return (bytes, random) => {
    const lines = bytes.toString('latin1').split('\n');
    const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
    if (count < 2) return undefined;
    const at = 1 + below(random, count - 1);
    lines[at] = change(lines[at]!, random);
    return {
      bytes: Buffer.from(lines.join('\n'), 'latin1'),
      what: `${what} on line ${at + 1}`,
      line: at + 1,
    };
  };
}

function reencoded(encoding: 'latin1' | 'utf16le', mark: string): Mutate {
  return (bytes) => ({
    bytes: Buffer.from(mark + bytes.toString('utf8'), encoding),
    what: `written as ${encoding}`,
  });
}

function withLineEnds(end: (random: Random) => string, what: string): Mutate {
  return (bytes, random) => ({
    bytes: Buffer.from(
      bytes.toString('latin1').replace(/\r?\n/g, () => end(random)),
      'latin1',
    ),
    what: `line ends ${what}`,
  });
}

/** Only of files whose every line is a whole product: elsewhere a line that is lost makes one product of two. */
function ofLines(change: (lines: string[], random: Random) => void, what: string): Mutate {
  return (bytes, random, isLines) => {
    if (!isLines) return undefined;
    const lines = bytes.toString('latin1').split('\n');
    change(lines, random);
    return { bytes: Buffer.from(lines.join('\n'), 'latin1'), what };
  };
}

const MUTATIONS: readonly Mutate[] = [
  (bytes, random) => {
    const at = below(random, bytes.length);
    return { bytes: bytes.subarray(0, at), what: `cut at ${at}` };
  },
  (bytes, random) => {
    const flipped = Buffer.from(bytes);
    const places = Array.from({ length: 1 + below(random, 4) }, () => below(random, bytes.length));
    for (const at of places) flipped[at] = flipped[at]! ^ (1 << below(random, 8));
    return { bytes: flipped, what: `flipped bits at ${places.join(', ')}` };
  },
  (bytes, random) => {
    const at = below(random, bytes.length);
    const letter = below(random, 2) === 0 ? '"' : "'";
    return { bytes: spliced(bytes, at, 0, letter), what: `a ${letter} on line ${lineAt(bytes, at)}` };
  },
  (bytes, random) => {
    const [at, token] = [below(random, bytes.length), TOKENS[below(random, TOKENS.length)]!];
    return { bytes: spliced(bytes, at, 0, token), what: `${JSON.stringify(token)} at ${at}` };
  },
  (bytes, random) => {
    const at = below(random, bytes.length);
    return {
      bytes: spliced(bytes, at, 0, Buffer.from([0x80 + below(random, 128), 0xff, 0xc3])),
      what: `bytes of no text at ${at}`,
    };
  },
  (bytes, random) => {
    const at = below(random, bytes.length);
    return { bytes: spliced(bytes, at, 0, Buffer.alloc(1)), what: `a NUL at ${at}` };
  },
  (bytes, random) => {
    const at = below(random, bytes.length);
    const huge = ['x', ' ', '"', ',', '<a>'][below(random, 5)]!.repeat(5000);
    return { bytes: spliced(bytes, at, 0, huge), what: `a huge field at ${at}` };
  },
  reencoded('latin1', ''),
  reencoded('utf16le', '\uFEFF'),
  reencoded('utf16le', ''),
  withLineEnds(() => '\r\n', 'CRLF'),
  withLineEnds(() => '\r', 'CR'),
  withLineEnds((random) => ['\n', '\r\n', '\r'][below(random, 3)]!, 'mixed'),
  (bytes, random) => {
    const [from, to] = [
      [',', ';'],
      [',', '\t'],
      ['\t', ','],
      ['\t', ';'],
      [':', '='],
    ][below(random, 5)]!;
    return {
      bytes: Buffer.from(bytes.toString('latin1').replaceAll(from!, to!), 'latin1'),
      what: `${JSON.stringify(from)} to ${JSON.stringify(to)}`,
    };
  },
  ofLine(
    (line, random) => line.replace(/[,;\t|]/g, (mark) => (below(random, 2) === 0 ? ';' : mark)),
    'other delimiters',
  ),
  ofLine((line, random) => {
    const fields = line.split(/([,;\t|])/);
    fields.splice(2 * below(random, fields.length >> 1), 2);
    return fields.join('');
  }, 'a column less'),
  ofLine((line, random) => line.slice(0, below(random, line.length)), 'cut'),
  ofLine((line, random) => `${line.slice(0, below(random, line.length))}${'y'.repeat(20_000)}`, 'huge'),
  ofLine((line) => line.replace(/\d/g, 'x'), 'no digits'),
  ofLines((lines, random) => {
    const at = 1 + below(random, lines.length - 2);
    lines.splice(at, 0, lines[at]!);
  }, 'a line twice'),
  ofLines((lines, random) => {
    lines.splice(1 + below(random, lines.length - 2), 1);
  }, 'a line less'),
  ofLines((lines, random) => {
    const [a, b] = [1 + below(random, lines.length - 2), 1 + below(random, lines.length - 2)];
    [lines[a], lines[b]] = [lines[b]!, lines[a]!];
  }, 'two lines swapped'),
  (bytes, random, isLines) => {
    if (!isLines) return undefined;
    const column = below(random, 5);
    const lines = bytes
      .toString('latin1')
      .split('\n')
      .map((line) =>
        line
          .split(/([,;\t|])/)
          .filter((_, i) => i >> 1 !== column)
          .join(''),
      );
    return { bytes: Buffer.from(lines.join('\n'), 'latin1'), what: `column ${column + 1} less` };
  },
];

/** Damages a file in one way, or now and then in two. */
export function mutated(bytes: Buffer, random: Random, isLines: boolean): Mutation {
  for (;;) {
    const once = MUTATIONS[below(random, MUTATIONS.length)]!(bytes, random, isLines);
    if (!once) continue;
    if (random() < 0.8) return once;
    const twice = MUTATIONS[below(random, MUTATIONS.length)]!(
      once.bytes,
      random,
      isLines && once.line !== undefined,
    );
    return twice ? { bytes: twice.bytes, what: `${once.what}; ${twice.what}` } : once;
  }
}

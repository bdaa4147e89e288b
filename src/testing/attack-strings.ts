/** Strings that may take an expression long, made from its own parts. */
import { parseRegExpLiteral, type AST } from '@eslint-community/regexpp';

/** A string to grow: `head`, then `unit` again and again, then `tail`. */
export interface Attack {
  readonly head: string;
  readonly unit: string;
  readonly tail: string;
}

const PROBES = [...' \n\ta0-.,;:/\\"\'<>()[]{}|&=#$%*+?@!~_ZéÄ€京\u0000\u00a0', 'İ'];
/** What an expression meets after a run: the end, a new line, and characters that few expressions take. */
const TAILS = ['', '\n', '\u0000~'];
/** Runs that are hostile to many expressions. */
const RUNS =
  '  |0|,|"|\'|(|[|{|<|>|&|\\|/|-|.|:|;|=|#|*|a|\n|\t|a |a,|a\n|"a|<a |<!--|--><!--|<a href="|<![CDATA[|&a|0.|0,|0 |a=|a:|a-|Z(|$ |\\"|a.a|><';
export const FIXED = RUNS.split(/(?<=[^])\|(?=[^])/).map((unit): Attack => ({ head: '', unit, tail: '' }));
const ENOUGH = 20; // repetitions, from which on a limit is no help

/** The string of about so many characters. */
export function grown({ head, unit, tail }: Attack, length: number): string {
  return head + unit.repeat(Math.max(1, Math.ceil(length / unit.length))) + tail;
}

/** Attacks on an expression: runs of each of its repeated parts and of what leads there, and runs that suit many. */
export function attacksOn({ source, flags }: RegExp): Attack[] {
  const found = new Map<string, Attack>();
  const add = (head: string, unit: string, tails = TAILS) => {
    if (unit !== '')
      for (const tail of tails) found.set(JSON.stringify([head, unit, tail]), { head, unit, tail });
  };
  const { pattern } = parseRegExpLiteral(new RegExp(source, flags));
  const samples = sampler(flags);
  const whole = samples.of(pattern);
  add('', whole);
  add('', whole.slice(0, -1));
  for (const { element, before } of repeated(pattern, samples)) {
    for (const head of new Set(before)) {
      add('', head);
      for (const unit of samples.some(element)) {
        add(head, unit);
        add('', head + unit);
        add(head + unit, whole);
      }
    }
  }
  return [...found.values(), ...FIXED];
}

type Sampler = ReturnType<typeof sampler>;

/** Texts that parts of an expression take. */
function sampler(flags: string) {
  const taken = new Map<string, string[]>();
  const chars = (raw: string) => {
    let known = taken.get(raw);
    if (!known) {
      const expression = new RegExp(`^(?:${raw})$`, flags.replace(/[gy]/g, ''));
      known = PROBES.filter((probe) => expression.test(probe));
      taken.set(raw, known);
    }
    return known;
  };

  /** @param least How often what may be left out is taken. */
  function of(node: AST.Node, least = 1): string {
    switch (node.type) {
      case 'Pattern':
      case 'Group':
      case 'CapturingGroup':
        return of(node.alternatives[0]!, least);
      case 'Alternative':
        return node.elements.map((element) => of(element, least)).join('');
      case 'Quantifier':
        return of(node.element, least).repeat(Math.max(node.min, Math.min(node.max, least)));
      case 'Character':
        return String.fromCodePoint(node.value);
      case 'CharacterSet':
      case 'CharacterClass':
        return chars(node.raw)[0] ?? '';
      default:
        return ''; // an assertion takes no text; what a back reference takes is not known here
    }
  }

  /** Several texts that a repeated part takes. */
  function some(node: AST.Node): string[] {
    if (node.type === 'CharacterSet' || node.type === 'CharacterClass') return chars(node.raw).slice(0, 4);
    if (node.type === 'Group' || node.type === 'CapturingGroup')
      return [...new Set(node.alternatives.slice(0, 4).flatMap((one) => [of(one), of(one, 0)]))];
    return [of(node)];
  }
  return { of, some };
}

interface Repeated {
  readonly element: AST.Node;
  /** What may lead there: with and without what may be left out. */
  readonly before: readonly string[];
}

/** The parts of an expression that may be taken many times. */
function repeated(node: AST.Node, samples: Sampler, before: readonly string[] = ['', '']): Repeated[] {
  switch (node.type) {
    case 'Quantifier': {
      const inner = repeated(node.element, samples, before);
      return node.max - node.min < ENOUGH ? inner : [{ element: node.element, before }, ...inner];
    }
    case 'Pattern':
    case 'Group':
    case 'CapturingGroup':
      return node.alternatives.flatMap((one) => repeated(one, samples, before));
    case 'Assertion':
      return 'alternatives' in node ? node.alternatives.flatMap((one) => repeated(one, samples, before)) : [];
    case 'Alternative': {
      let so = before;
      return node.elements.flatMap((element) => {
        const inside = repeated(element, samples, so);
        so = so.map((text, least) => text + samples.of(element, least));
        return inside;
      });
    }
    default:
      return [];
  }
}

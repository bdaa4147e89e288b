import { expect, it } from 'vitest';
import { attacksOn, grown } from './attack-strings.ts';
import { expressionsIn } from './expressions-in.ts';
import { fasterThanLinear } from './growth.ts';

const FOLDERS = 'core pack page worker cli learn store widgets wire model'.split(' ');
const expressions = FOLDERS.flatMap((folder) => expressionsIn(`src/${folder}`));

it('finds the growth of expressions that are known to be slow', async () => {
  expect(await slowness(/\s*;/)).toContain('ms for');
  expect(await slowness(/^a*a*b/)).toContain('ms for');
  expect(await slowness(/^(?:<!--[^]*?-->\s*)*<html/)).toContain('ms for');
  expect(await slowness(/<cell\s[^>]*ref="/)).toContain('ms for');
  expect(await slowness(/(?:Z|UTC)(?:\s*\(.*\))?$/)).toContain('ms for');
  expect(await slowness(/^a+b?c*$/)).toBeUndefined();
});

it('takes time in proportion to the length of a text, for every expression', async () => {
  expect(expressions.length).toBeGreaterThan(400);
  for (const { place, literal } of expressions)
    expect.soft(literal && (await slowness(literal)), `${place} ${String(literal)}`).toBeUndefined();
});

it('does not measure the few expressions that are made when the code runs', () => {
  const made = expressions.filter(({ literal }) => !literal).map(({ place }) => place.replace(/:\d+$/, ''));
  expect([...new Set(made)]).toEqual([
    'src/core/feed/price.ts', // a price has 400 characters at most: src/testing/readers-growth.test.ts
    'src/core/search/found-rows.ts', // of letters of one word and sets of letters: no part repeats
    'src/cli/feed/spreadsheet/xlsx.ts', // of an element's name and `[^<>]*`, from one `<` to the next
  ]);
});

async function slowness(expression: RegExp): Promise<string | undefined> {
  const all = new RegExp(expression.source, expression.flags.replace(/[gy]/g, '') + 'g');
  for (const attack of attacksOn(expression)) {
    const how = await fasterThanLinear(
      (length) => grown(attack, length),
      (text) => text.replace(all, ''),
    );
    if (how !== undefined) return `${how}: ${JSON.stringify(attack)}`;
  }
  return undefined;
}

import type { Command } from 'commander';
import { VitrineError } from '../../errors.ts';
import type { Context } from '../io.ts';
import { examine } from './examine.ts';

/** Adds `vitrine doctor`. */
export function addDoctor(program: Command, { io, fail }: Context): void {
  program
    .command('doctor')
    .description(
      'Looks at a live page: script tag, pack, headers, policy, and whether its ids are in the pack.',
    )
    .argument('<address>', 'address of a page, best of a product')
    .option('--json', 'print one JSON object instead of text')
    .addHelpText(
      'after',
      '\nReads what the page’s host sends, before any script has run.\nEnds with 1 if something is wrong.\n\nExample:\n  vitrine doctor https://shop.example/products/chair',
    )
    .action(async (address: string, { json }: { readonly json?: boolean }) => {
      if (!/^https?:\/\//i.test(address) || !URL.canParse(address))
        throw new VitrineError(
          'bad-argument',
          `doctor takes the address of a page, such as https://shop.example; got ${address}`,
        );
      const findings = await examine(address);
      io.out(
        json
          ? `${JSON.stringify({ address, findings })}\n`
          : findings
              .map(({ grade, about, says }) => `${grade.padEnd(5)} ${about.padEnd(8)} ${says}\n`)
              .join(''),
      );
      if (findings.some(({ grade }) => grade === 'wrong')) fail();
    });
}

import type { Availability } from '../../types/items.ts';

const SPELLINGS: Readonly<Record<Availability, string>> = {
  in_stock: `instock true yes y available limitedavailability limitedstock lowstock onlineonly instoreonly onstock
    activeinstock availablenow unlimited unbegrenzt illimite ilimitado illimitato infinite infinity auflager lieferbar sofortlieferbar verfugbar vorratig enstock disponible disponibile
    disponivel oui si ja sim opvoorraad ilager palager skladem dostepny`,
  out_of_stock: `outofstock false no n soldout discontinued unavailable notavailable nostock notinstock outstock oos
    nichtverfugbar nichtlieferbar ausverkauft nichtauflager nichtvorratig rupturedestock epuise enrupture
    nondisponible nodisponible nodisponibile agotado esaurito esgotado sinstock nietopvoorraad uitverkocht non nein nao nee`,
  preorder: `preorder presale comingsoon vorbestellbar vorbestellung precommande preventa preordine`,
  backorder: `backorder onbackorder backordered madetoorder availableforbackorder availablefororder nachbestellt lieferbarinkurze`,
};

const MEANING = new Map(
  Object.entries(SPELLINGS).flatMap(([meaning, words]) =>
    words.split(/\s+/).map((word) => [word, meaning as Availability] as const),
  ),
);

/**
 * Reads an availability in the spellings of feeds: Google's, schema.org's, yes and no in several languages, or a number of
 * pieces.
 *
 * @returns Undefined if the spelling is unknown.
 */
export function availabilityOf(text: string): Availability | undefined {
  const plain = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/^.*schema\.org\//, '')
    .replace(/[^a-z0-9.-]/g, '');
  if (/^[+-]?\d+(\.\d+)?$/.test(plain)) return Number(plain) > 0 ? 'in_stock' : 'out_of_stock';
  return MEANING.get(plain.replace(/[^a-z]/g, ''));
}

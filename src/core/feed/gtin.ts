/**
 * A GTIN as digits: GTIN-8, UPC, EAN, GTIN-14 or ISBN, whatever spaces and hyphens stand in it.
 *
 * @returns undefined if it has another length, a wrong check digit, or one digit throughout.
 * @see https://www.gs1.org/services/how-calculate-check-digit-manually
 */
export function gtinOf(text: string): string | undefined {
  const code = text.replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{9}[\dX]$/.test(code)) return isIsbn10(code) ? code : undefined;
  if (!/^(?:\d{8}|\d{12,14})$/.test(code) || /^(\d)\1*$/.test(code)) return undefined;
  const sum = [...code].reduceRight(
    (total, digit, place) => total + Number(digit) * ((code.length - 1 - place) % 2 === 0 ? 1 : 3),
    0,
  );
  return sum % 10 === 0 ? code : undefined;
}

function isIsbn10(code: string): boolean {
  const sum = [...code].reduce(
    (total, digit, place) => total + (digit === 'X' ? 10 : Number(digit)) * (10 - place),
    0,
  );
  return sum % 11 === 0;
}

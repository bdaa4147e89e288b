import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePrice } from './price.ts';

/** One spelling a line: text | amount | currency | the currency that the feed names elsewhere. */
const SPELLINGS = `
12 | 12
12.5 | 12.5
12,5 | 12.5
12.50 | 12.5
12,50 | 12.5
012.50 | 12.5
.99 | .99
,99 | .99
0 | 0
0.00 | 0
0,123 | .123
0.125 | .125
12. | 12
49.9000 | 49.9
19.120000 | 19.12
1299.000 | 1299
1234,567 | 1234.567
1,234 | 1234
1.234 | 1.234
1,234.50 | 1234.5
1.234,50 | 1234.5
1 234,50 | 1234.5
1'234.50 | 1234.5
1’234.50 | 1234.5
1,234,567 | 1234567
1.234.567 | 1234567
1.234.567,8 | 1234567.8
1,234,567.89 | 1234567.89
12,34,567 | 1234567
1,29,999 | 129999
1,29,999.50 | 129999.5
1.299.00 | 1299
1,299,00 | 1299
9,- | 9
9.- | 9
9,-- | 9
49.– | 49
49,— | 49
1299:- | 1299
499/- | 499
1,29,999/- | 129999
12 EUR | 12 | EUR
12 eur | 12 | EUR
EUR 12 | 12 | EUR
EUR12 | 12 | EUR
12EUR | 12 | EUR
12 € | 12 | EUR
12€ | 12 | EUR
€12 | 12 | EUR
€ 12 | 12 | EUR
€12,- | 12 | EUR
12,- € | 12 | EUR
12,50 € | 12.5 | EUR
12.50 € | 12.5 | EUR
12€50 | 12.5 | EUR
12 euro | 12 | EUR
12 euros | 12 | EUR
1.234 € | 1234 | EUR
1.234,50 € | 1234.5 | EUR
1 234,50 € | 1234.5 | EUR
EUR 1 234,50 | 1234.5 | EUR
1.299 EUR | 1299 | EUR
1,299 EUR | 1299 | EUR
12.500 EUR | 12500 | EUR
&euro;12,00 | 12 | EUR
12,00&nbsp;&euro; | 12 | EUR
&#8364; 12.00 | 12 | EUR
<span>12,00&nbsp;&euro;</span> | 12 | EUR
<span class="amount"><bdi>12.00<span>&euro;</span></bdi></span> | 12 | EUR
<del>20,00 &euro;</del> <ins>15,00 &euro;</ins> | 15 | EUR
12,50 € / kg | 12.5 | EUR
12,50 €/kg | 12.5 | EUR
12,50 € pro Stück | 12.5 | EUR
12,50 € / 100 g | 12.5 | EUR
12,50 € je Stk. | 12.5 | EUR
12,50 € par pièce | 12.5 | EUR
12,50 € inkl. MwSt. | 12.5 | EUR
12,50 € inkl. 19 % MwSt. | 12.5 | EUR
12,50 € (inkl. MwSt.) | 12.5 | EUR
12,50 € zzgl. MwSt. | 12.5 | EUR
12,50 € TTC | 12.5 | EUR
12,50 € T.T.C. | 12.5 | EUR
12,50 € HT | 12.5 | EUR
12,50 € IVA incluido | 12.5 | EUR
12,50 € IVA inclusa | 12.5 | EUR
12,50 € incl. btw | 12.5 | EUR
12,50 € incl. VAT | 12.5 | EUR
12,50 €* | 12.5 | EUR
ab 9,- EUR | 9 | EUR
ab 9,99 € | 9.99 | EUR
nur 9,99 € | 9.99 | EUR
jetzt 9,99 € | 9.99 | EUR
à partir de 9,99 € | 9.99 | EUR
dès 9,99 € | 9.99 | EUR
desde 9,99 € | 9.99 | EUR
da 9,99 € | 9.99 | EUR
vanaf € 9,99 | 9.99 | EUR
od 9,99 zł | 9.99 | PLN
Preis: 9,99 € | 9.99 | EUR
10,00 € - 20,00 € | 10 | EUR
10,00 – 20,00 € | 10 | EUR
10,00 € bis 20,00 € | 10 | EUR
10,00 € à 20,00 € | 10 | EUR
€10-€20 | 10 | EUR
$12.00 | 12 | USD
$ 12.00 | 12 | USD
12.00 $ | 12 | USD
12.00$ | 12 | USD
$1,234.50 | 1234.5 | USD
$1,234 | 1234 | USD
USD 12.34 | 12.34 | USD
12.34 USD | 12.34 | USD
US$12.34 | 12.34 | USD
US $12.34 | 12.34 | USD
$12.34 USD | 12.34 | USD
$US 12,34 | 12.34 | USD
U$S 12,34 | 12.34 | USD
$.99 | .99 | USD
$0.99 each | .99 | USD
$12.00/lb | 12 | USD
$12.00 per unit | 12 | USD
$12.00 ea. | 12 | USD
$12.00 + tax | 12 | USD
$12.00 plus tax | 12 | USD
$12.00 excl. tax | 12 | USD
from $12.00 | 12 | USD
From: $12.00 | 12 | USD
Starting at $12.00 | 12 | USD
as low as $12.00 | 12 | USD
Now $12.00 | 12 | USD
Only $12.00 | 12 | USD
MSRP $12.00 | 12 | USD
$10.00 - $20.00 | 10 | USD
$10 to $20 | 10 | USD
$10.00–20.00 | 10 | USD
10 - 20 USD | 10 | USD
CA$12.00 | 12 | CAD
C$12.00 | 12 | CAD
CAD 12.00 | 12 | CAD
$12.00 CAD | 12 | CAD
12,00 $ | 12 | CAD | CAD
$12.00 | 12 | AUD | AUD
A$12.00 | 12 | AUD
AU$12.00 | 12 | AUD
AU $12.00 | 12 | AUD
NZ$12.00 | 12 | NZD
HK$120 | 120 | HKD
HK$1,200 | 1200 | HKD
NT$1,200 | 1200 | TWD
NT$ 1,200 | 1200 | TWD
NT $1,200 | 1200 | TWD
S$12.00 | 12 | SGD
MX$1,200.00 | 1200 | MXN
$1,200.00 MXN | 1200 | MXN
R$ 9,90 | 9.9 | BRL
R$9,90 | 9.9 | BRL
R$ 1.299,90 | 1299.9 | BRL
$ 12.990 | 12990 | CLP | CLP
12.990 | 12990 | CLP | CLP
12990 | 12990 | CLP | CLP
$12.990 CLP | 12990 | CLP
$ 150.000 | 150000 | COP | COP
$ 1.299,00 | 1299 | ARS | ARS
S/ 45.90 | 45.9 | PEN
S/. 45.90 | 45.9 | PEN
S/45.90 | 45.9 | PEN
₡12 500 | 12500 | CRC
RD$1,200.00 | 1200 | DOP
J$1,200.00 | 1200 | JMD
TT$120.00 | 120 | TTD
Bs. 120 | 120 | BOB
Gs. 150.000 | 150000 | PYG
Q120.00 | 120 | GTQ
£12.00 | 12 | GBP
£1,234.50 | 1234.5 | GBP
12.00 GBP | 12 | GBP
£12.00 inc VAT | 12 | GBP
£12.00 inc. VAT | 12 | GBP
£12.00 incl. VAT | 12 | GBP
£12.00 (inc VAT) | 12 | GBP
£12.00 including VAT | 12 | GBP
£12.00 ex VAT | 12 | GBP
£12.00 +VAT | 12 | GBP
£12.00 per kg | 12 | GBP
£12.00 p.p. | 12 | GBP
E£120.00 | 120 | EGP
CHF 12.50 | 12.5 | CHF
CHF 1'234.50 | 1234.5 | CHF
CHF 1’234.50 | 1234.5 | CHF
CHF 49.– | 49 | CHF
CHF 49.- | 49 | CHF
Fr. 49.90 | 49.9 | CHF
SFr. 49.90 | 49.9 | CHF
199 kr | 199
199 kr | 199 | SEK | SEK
199 kr | 199 | NOK | NOK
199,00 kr. | 199 | DKK | DKK
kr 199 | 199 | NOK | NOK
kr. 199,00 | 199 | DKK | DKK
1 299 kr | 1299 | SEK | SEK
1 299:- | 1299 | SEK | SEK
1.299,00 kr. | 1299 | DKK | DKK
199 SEK | 199 | SEK
199 NOK | 199 | NOK
från 199 kr | 199 | SEK | SEK
9.90 zł | 9.9 | PLN
9,90 zł | 9.9 | PLN
1 234,50 zł | 1234.5 | PLN
1 234 567,89 zł | 1234567.89 | PLN
9,90 PLN | 9.9 | PLN
9,90 zł / szt. | 9.9 | PLN
199 Kč | 199 | CZK
1 299 Kč | 1299 | CZK
1 299,00 Kč | 1299 | CZK
199,- Kč | 199 | CZK
12 990 Ft | 12990 | HUF
12.990 Ft | 12990 | HUF
12 990 HUF | 12990 | HUF
129,99 lei | 129.99 | RON
1.299,99 lei | 1299.99 | RON
129,99 RON | 129.99 | RON
12,50 лв. | 12.5 | BGN
12,50 лв | 12.5 | BGN
1.299,00 din. | 1299 | RSD
12,50 KM | 12.5 | BAM
1 299 ₽ | 1299 | RUB
1 299 руб. | 1299 | RUB
1299 руб | 1299 | RUB
1 299,50 р. | 1299.5 | RUB
от 1 299 ₽ | 1299 | RUB
1299 RUB | 1299 | RUB
1299 RUR | 1299 | RUB
1 299 ₴ | 1299 | UAH
1 299 грн | 1299 | UAH
1 299,00 грн. | 1299 | UAH
12 990 ₸ | 12990 | KZT
12,50 ₼ | 12.5 | AZN
12.50 ₾ | 12.5 | GEL
1.299,90 TL | 1299.9 | TRY
₺1.299,90 | 1299.9 | TRY
1.299,90 ₺ | 1299.9 | TRY
1.299,90 TL KDV dahil | 1299.9 | TRY
₪129.90 | 129.9 | ILS
129.90 ₪ | 129.9 | ILS
₹1,29,999 | 129999 | INR
₹ 1,29,999.00 | 129999 | INR
₹1499 | 1499 | INR
₹1,499/- | 1499 | INR
Rs 1,499 | 1499 | INR
Rs. 1,499 | 1499 | INR
Rs.1,499.00 | 1499 | INR
Rs. 1,29,999/- | 129999 | INR
INR 1,29,999 | 129999 | INR
MRP ₹1,499 | 1499 | INR
Rs. 1,499 | 1499 | PKR | PKR
Rs 1,499.00 | 1499 | LKR | LKR
৳1,299 | 1299 | BDT
Tk 1,299 | 1299 | BDT
¥1,200 | 1200 | JPY
¥1200 | 1200 | JPY
￥1,200 | 1200 | JPY
JPY 1,200 | 1200 | JPY
1,200円 | 1200 | JPY
１，２００円 | 1200 | JPY
¥128.00 | 128 | CNY | CNY
CN¥128.00 | 128 | CNY
128元 | 128 | CNY
RMB 128 | 128 | CNY
₩12,000 | 12000 | KRW
12,000원 | 12000 | KRW
12.000 | 12000 | KRW | KRW
250.000 ₫ | 250000 | VND
250.000đ | 250000 | VND
2.500.000 ₫ | 2500000 | VND
250,000 VND | 250000 | VND
250.000 | 250000 | VND | VND
฿1,290 | 1290 | THB
฿1,290.00 | 1290 | THB
RM 49.90 | 49.9 | MYR
RM49.90 | 49.9 | MYR
RM1,249.90 | 1249.9 | MYR
49.90 MYR | 49.9 | MYR
Rp 150.000 | 150000 | IDR
Rp150.000 | 150000 | IDR
Rp. 150.000 | 150000 | IDR
Rp 1.500.000,00 | 1500000 | IDR
IDR 150,000 | 150000 | IDR
150.000 | 150000 | IDR | IDR
₱1,250.00 | 1250 | PHP
PHP 1,250.00 | 1250 | PHP
₭250,000 | 250000 | LAK
₦15,000 | 15000 | NGN
₦15,000.00 | 15000 | NGN
NGN 15,000 | 15000 | NGN
R199 | 199 | ZAR
R 199 | 199 | ZAR
R 1 299.00 | 1299 | ZAR
R1,299.00 | 1299 | ZAR
R 1 299,00 | 1299 | ZAR
ZAR 199 | 199 | ZAR
KSh 2,500 | 2500 | KES
KSh. 2,500 | 2500 | KES
Ksh2,500 | 2500 | KES
TSh 25,000 | 25000 | TZS
GH₵120.00 | 120 | GHS
₵120.00 | 120 | GHS
FCFA 15 000 | 15000 | XAF
15 000 FCFA | 15000 | XAF
15 000 F CFA | 15000 | XOF
120 DH | 120 | MAD
Dhs. 120 | 120 | AED | AED
AED 1,200.00 | 1200 | AED
د.إ 120 | 120 | AED
SAR 120.00 | 120 | SAR
120 ر.س | 120 | SAR
12.500 KWD | 12.5 | KWD
KWD 12.500 | 12.5 | KWD
12.5 KWD | 12.5 | KWD
1,234.500 KWD | 1234.5 | KWD
12.500 | 12.5 | KWD | KWD
١٢٫٥٠٠ د.ك | 12.5 | KWD
BHD 3.250 | 3.25 | BHD
BHD 0.250 | .25 | BHD
OMR 4.750 | 4.75 | OMR
JOD 7.125 | 7.125 | JOD
12,500 TND | 12.5 | TND
12,500 DT | 12.5 | TND
LYD 5.500 | 5.5 | LYD
$15.00 sale | 15 | USD
Our low price $15.00 | 15 | USD
`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((part) => part.trim()));

describe('parsePrice', () => {
  it('is tried on at least 300 spellings', () => {
    expect(SPELLINGS.length).toBeGreaterThanOrEqual(300);
  });

  it.each(SPELLINGS)('reads %s as %s %s', (text, amount, currency = '', expected = '') => {
    const price = parsePrice(text, expected || undefined);
    expect({ price: price?.price, currency: price?.currency }).toEqual({
      price: Number(amount),
      currency: currency || undefined,
    });
  });

  it.each([
    ...[
      '',
      'free',
      '-5',
      '- 5 EUR',
      '-5 EUR',
      '1,2,3',
      '12.3.4',
      '1 USD 2',
      'NaN',
      'Size 12',
      '2 for $10',
      '10%',
    ],
    ...[
      '$1.5k',
      '12 or 14 USD',
      '12:30',
      '2026-01-02',
      '1e5',
      '0x10',
      '12 34',
      '555-1234',
      '1.23.45',
      'EUR',
      '$',
      'abc',
    ],
    ...[null, undefined, {}, -1, NaN, Infinity],
  ])('refuses %s', (value) => {
    expect(parsePrice(value)).toBeUndefined();
  });

  it.each([
    ['1.234', 'its full stop taken as decimal'],
    ['1,234', 'its comma taken as thousands'],
    ['1.299.00', 'its last separator taken as decimal'],
    ['12,500 KWD', 'its comma taken as decimal'],
    ['$10 - $20', 'the lower end of a range'],
    ['our price: $10', 'the one amount among other words'],
  ])('says what it guesses of %s', (text, guessed) => {
    expect(parsePrice(text)?.guessed).toBe(guessed);
  });

  it('guesses nothing of what is clear', () => {
    for (const text of [
      '12',
      '12.5',
      '1,234.50',
      '1.234,50 €',
      '1.299 EUR',
      '₹1,29,999',
      '12.500 KWD',
      '12 inc VAT',
    ])
      expect(parsePrice(text)?.guessed).toBeUndefined();
  });

  const LOCALES =
    `en-US en-GB en-IN en-ZA en-AU de-DE de-AT de-CH fr-FR fr-CH fr-CA es-ES es-MX es-CL pt-BR pt-PT it-IT nl-NL pl-PL cs-CZ
     hu-HU ro-RO bg-BG sv-SE nb-NO da-DK fi-FI tr-TR ru-RU uk-UA he-IL ar-EG fa-IR hi-IN bn-BD mr-IN ja-JP ko-KR zh-CN zh-TW th-TH
     vi-VN id-ID ms-MY`.split(/\s+/);

  it('reads what Intl writes, in each currency and locale', { tags: ['slow'] }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...LOCALES),
        fc.constantFrom(...Intl.supportedValuesOf('currency')),
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom('code' as const, 'none' as const),
        (locale, currency, units, currencyDisplay) => {
          const options = { style: 'currency', currency, currencyDisplay: 'code' } as const;
          const format = new Intl.NumberFormat(locale, options);
          const decimals = format.resolvedOptions().maximumFractionDigits ?? 0;
          const price = units / 10 ** decimals;
          const parts = format.formatToParts(price);
          const written = parts
            .filter(({ type }) => currencyDisplay === 'code' || type !== 'currency')
            .map(({ value }) => value)
            .join('');
          expect(parsePrice(written, currencyDisplay === 'code' ? undefined : currency)).toMatchObject({
            price,
            currency,
          });
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('takes no longer for hostile texts', { tags: ['slow'] }, () => {
    const began = performance.now();
    for (const part of [
      '1',
      '1,',
      '1 ',
      '$',
      'rs',
      'eur ',
      '1.',
      "1'",
      '(',
      'from ',
      '1-',
      '<',
      '&',
      'incl. ',
      '\u0660',
    ])
      for (const length of [399, 4000, 400_000]) parsePrice(part.repeat(length / part.length));
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

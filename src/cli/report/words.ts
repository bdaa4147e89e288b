/** `1,234` */
export function number(value: number): string {
  return new Intl.NumberFormat('en').format(value);
}

/** `1 item`, `1,234 items` */
export function count(value: number, what: string): string {
  return `${number(value)} ${what}${value === 1 ? '' : 's'}`;
}

/** `1 item costs`, `2 items cost`: the verb with the count before it. @param between Words between the noun and the verb. */
export function counted(value: number, what: string, one: string, several: string, between?: string): string {
  const verb = value === 1 ? one : several;
  return [count(value, what), between, verb].filter((part) => part !== undefined).join(' ');
}

/** A share in whole per cent. It says 0 % only of none, and 100 % only of all. */
export function percent(part: number, whole: number): string {
  const share = (100 * part) / whole;
  if (part > 0 && share < 1) return 'under 1 %';
  if (part < whole && share > 99) return 'over 99 %';
  return `${Math.round(share)} %`;
}

/** `1,280 bytes`, `12.3 kB`, `4.2 MB` */
export function size(bytes: number): string {
  if (bytes < 10_000) return count(Math.round(bytes), 'byte');
  const [unit, name] = bytes < 1e6 ? [1e3, 'kB'] : [1e6, 'MB'];
  return `${(bytes / unit).toFixed(1)} ${name}`;
}

/** `2026-12-31`, in UTC. */
export function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** An amount with as many decimals as the currency has; at least two if it is not known. */
export function money(amount: number, currency: string | undefined): string {
  const style = currency === undefined ? {} : { style: 'currency' as const, currency };
  const { maximumFractionDigits: decimals = 2 } = new Intl.NumberFormat('en', style).resolvedOptions();
  const digits = currency === undefined ? 2 : decimals;
  return new Intl.NumberFormat('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, 2),
  }).format(amount);
}

/** A feed's text on one line, without characters that a terminal obeys. */
export function oneLine(text: string, limit = 120): string {
  const line = text.replace(/[\s\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}

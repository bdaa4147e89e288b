import { VitrineError } from '../../errors.ts';

/**
 * Asks the page's own origin, with its cookies, and no other: a cart is nobody else's business.
 *
 * @param body A form, or what is sent as JSON. Without it, the request is a GET.
 * @returns The answer's JSON.
 * @throws {VitrineError} `bad-argument` for an address of another origin, or if the answer is none.
 */
export async function askShop(address: string, body?: unknown): Promise<unknown> {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin)
    throw new VitrineError(
      'bad-argument',
      `the shop's cart is at ${url.origin}, and this page at ${location.origin}: put items into it by a listener for vitrine-cart`,
    );
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(url, {
    mode: 'same-origin',
    headers: { Accept: 'application/json', ...(!isForm && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { method: 'POST', body: isForm ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw notAdded(`${url.pathname} answered ${response.status} ${text.slice(0, 200)}`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notAdded(`${url.pathname} answered no JSON`, { cause });
  }
}

/** @param why What the shop answered. */
export function notAdded(why: string, options?: ErrorOptions): VitrineError {
  return new VitrineError('bad-argument', `the shop did not take an item into its cart: ${why}`, options);
}

/** The fields of an answer; none, if it is no object. */
export function fieldsOf(answer: unknown): Readonly<Record<string, unknown>> {
  return typeof answer === 'object' && answer !== null ? (answer as Readonly<Record<string, unknown>>) : {};
}

/** The objects of a list; none, if it is no list. */
export function entriesOf(list: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(list) ? (list as unknown[]).map(fieldsOf) : [];
}

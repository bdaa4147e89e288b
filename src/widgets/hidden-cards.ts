const SLOT = 'vitrine-card-';

/** The name of the slot of the card at a position. */
export function cardSlot(position: number): string {
  return `${SLOT}${position}`;
}

/** The shop's own cards among the children of a shelf. */
export function cardsOf(host: Element): Element[] {
  return [...host.querySelectorAll(`:scope > [slot^="${SLOT}"]`)];
}

/**
 * Hides a shelf's cards from whoever walks its children, as hydration (React, Vue) and morphing (Turbo, htmx, Livewire) do:
 * these compare the children with what the server has sent, and take away or complain of what it has not. The cards stand
 * before the shop's own children, which is where `firstChild` begins.
 *
 * @param prototype Of the element's class.
 */
export function hideCards(prototype: object): void {
  if (typeof Node === 'undefined') return; // on a server
  const native = (name: 'firstChild' | 'childNodes') =>
    Object.getOwnPropertyDescriptor(Node.prototype, name)!.get!;
  const [first, all] = [native('firstChild'), native('childNodes')];
  const get = (name: string, get: (this: Node) => unknown) =>
    // Without a prototype, to which another script may have added a `set`.
    Object.defineProperty(
      prototype,
      name,
      Object.assign(Object.create(null) as PropertyDescriptor, { get, configurable: true }),
    );
  get('firstChild', function () {
    let child = first.call(this) as ChildNode | null;
    while (isCard(child)) child = child!.nextSibling;
    return child;
  });
  get('childNodes', function () {
    const nodes = [...(all.call(this) as NodeListOf<ChildNode>)];
    return nodes.some(isCard) ? nodes.filter((node) => !isCard(node)) : all.call(this);
  });
}

function isCard(node: Node | null): boolean {
  return node instanceof Element && node.slot.startsWith(SLOT);
}

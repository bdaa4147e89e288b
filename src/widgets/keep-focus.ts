/**
 * Replaces a list's items. The focus stays on what has the same `data-key` as before; if that is gone, it goes to the one
 * that is in its place now, or else to `otherwise`.
 */
export function replaceKeepingFocus(list: Element, items: readonly Node[], otherwise: HTMLElement): void {
  const focused = (list.getRootNode() as ShadowRoot).activeElement;
  const keyed = () => [...list.querySelectorAll<HTMLElement>('[data-key]')];
  const place = focused && list.contains(focused) ? keyed().indexOf(focused as HTMLElement) : -1;
  const key = (focused as HTMLElement | null)?.dataset['key'];
  list.replaceChildren(...items);
  if (place < 0) return;
  const now = keyed();
  (
    now.find(({ dataset }) => dataset['key'] === key) ??
    now[Math.min(place, now.length - 1)] ??
    otherwise
  ).focus();
}

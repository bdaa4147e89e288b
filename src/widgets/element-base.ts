/** `HTMLElement`, or on a server a stand-in for it: there the classes can be imported but not constructed. */
export const ElementBase: typeof HTMLElement =
  typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

/**
 * Applies properties that were set before the element's class was defined. Such a value is a property of the object
 * itself and would hide the class's accessor.
 */
export function upgradeProperties(element: HTMLElement, names: readonly string[]): void {
  const early = element as unknown as Record<string, unknown>;
  for (const name of names) {
    if (!Object.hasOwn(element, name)) continue;
    const value = early[name];
    Reflect.deleteProperty(element, name);
    early[name] = value;
  }
}

/** Sets an attribute, or removes it if the value is undefined. */
export function setOrRemove(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

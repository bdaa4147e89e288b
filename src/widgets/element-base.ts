/** `HTMLElement` where there is one: on a server the classes may be named, but not made. */
export const ElementBase: typeof HTMLElement =
  typeof HTMLElement === 'undefined' ? (Object as unknown as typeof HTMLElement) : HTMLElement;

/** Takes in what was set on an element before its class was defined: it lies on the object and hides the accessor. */
export function takeEarlyProperties(element: HTMLElement, names: readonly string[]): void {
  const early = element as unknown as Record<string, unknown>;
  for (const name of names) {
    if (!Object.hasOwn(element, name)) continue;
    const value = early[name];
    Reflect.deleteProperty(element, name);
    early[name] = value;
  }
}

/** Sets an attribute, or removes it where there is no value. */
export function setOrRemove(element: Element, name: string, value: string | undefined): void {
  if (value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

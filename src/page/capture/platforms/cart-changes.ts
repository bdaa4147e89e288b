import { isSame, type PageEvent, type PageItem } from '../item.ts';

/** Milliseconds that the data layer has to report a change of the cart itself: then its event counts. */
const WAIT = 2000;
/** Milliseconds in which a platform's event says of a form that was submitted what became of it. */
const ANSWER = 10_000;

/** A data layer that reports one of these reports the cart, too: perhaps only on the page that follows a form. */
const OF_LAYER = ['view_item', 'view_item_list', 'add_to_cart'];

interface Change {
  readonly event: PageEvent;
  readonly isForm: boolean;
  readonly at: number;
  timer?: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Counts each change of the cart once, though the platform's event, the form and the data layer may each report it. The data
 * layer comes first, then the platform's event, then the form.
 */
export class CartChanges {
  /** Those that wait, and forms that were sent not long ago. */
  #changes: Change[] = [];
  #toldAt = -Infinity;

  /**
   * @param emit Takes what counts.
   * @param heard The names of events that the data layer has reported.
   * @param now Milliseconds.
   */
  constructor(
    private readonly emit: (event: PageEvent) => void,
    private readonly heard: ReadonlySet<string>,
    private readonly now: () => number,
  ) {}

  /** Takes a change that the platform reports as done. */
  changed(event: PageEvent): void {
    if (event.name === 'add_to_cart' && this.now() < this.#toldAt + WAIT) return;
    const [form] = this.#formsOf(event.name);
    const waiting = this.#changes.find((one) => !one.isForm && areOfOne(one.event, event));
    if (form) this.#drop(form);
    if (waiting || (form && form.timer === undefined)) return; // it was sent as a form
    this.#wait(event, false);
  }

  /**
   * To be called when an element has put items into the platform's cart and tracks that itself: what the platform reports of
   * it now, or has just reported, is the same.
   */
  told(): void {
    this.#toldAt = this.now();
    for (const change of this.#changes)
      if (!change.isForm && change.event.name === 'add_to_cart') this.#drop(change);
  }

  /** Takes a form that was submitted. */
  submitted(event: PageEvent): void {
    this.#wait(event, true);
  }

  /** To be called when the platform begins a change, of which it may report later that it failed. */
  begins(name: PageEvent['name']): void {
    for (const form of this.#formsOf(name)) if (form.timer !== undefined) this.#drop(form);
  }

  /** Sends what waits, since the page is left. */
  readonly flush = (): void => {
    for (const change of this.#changes) if (change.timer !== undefined) this.#send(change);
  };

  stop(): void {
    for (const { timer } of this.#changes) clearTimeout(timer);
    this.#changes = [];
  }

  #formsOf(name: PageEvent['name']): Change[] {
    const since = this.now() - ANSWER;
    this.#changes = this.#changes.filter(({ timer, at }) => timer !== undefined || at > since);
    return this.#changes.filter(({ event, isForm }) => isForm && event.name === name);
  }

  #wait(event: PageEvent, isForm: boolean): void {
    const change: Change = { event, isForm, at: this.now() };
    change.timer = setTimeout(() => {
      this.#send(change);
    }, WAIT);
    this.#changes.push(change);
  }

  #send(change: Change): void {
    clearTimeout(change.timer);
    change.timer = undefined;
    const { event, isForm } = change;
    const isOfLayer = this.heard.has(event.name) || (isForm && OF_LAYER.some((name) => this.heard.has(name)));
    if (isOfLayer || !isForm) this.#drop(change);
    if (!isOfLayer) this.emit(event);
  }

  #drop(change: Change): void {
    clearTimeout(change.timer);
    this.#changes = this.#changes.filter((one) => one !== change);
  }
}

function areOfOne(one: PageEvent, other: PageEvent): boolean {
  const [[a], [b]] = [one, other].map(({ parameters }) => (parameters.items ?? []) as PageItem[]) as [
    PageItem[],
    PageItem[],
  ];
  return one.name === other.name && a !== undefined && b !== undefined && isSame(a, b);
}

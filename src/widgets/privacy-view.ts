import { h } from './h.ts';
import type { Known } from './profile-summary.ts';
import type { Language } from './language.ts';

/** What the shopper can ask for. */
export interface PrivacyActions {
  remember(remember: boolean): Promise<void>;
  save(): Promise<void>;
  load(file: File): Promise<void>;
  erase(): Promise<void>;
}

/** The shadow tree of the privacy element. */
export class PrivacyView {
  readonly #fallback = h('slot');
  readonly #heading = h('h2', { part: 'heading', id: 'heading' });
  readonly #intro = h('p', { part: 'intro' });
  readonly #known = h('div', { part: 'known' });
  readonly #kept = h('p', { class: 'status', part: 'kept' });
  readonly #box = h('input', { type: 'checkbox', role: 'switch', part: 'switch' });
  readonly #boxText = h('span');
  readonly #save = h('button', { type: 'button', part: 'button' });
  readonly #fileText = h('span');
  readonly #file = h('input', { type: 'file', accept: '.json,application/json', class: 'unseen' });
  readonly #erase = h('button', { type: 'button', part: 'button' });
  readonly #sure = h('button', { type: 'button', part: 'button' });
  readonly #cancel = h('button', { type: 'button', part: 'button' });
  readonly #status = h('p', { role: 'status', class: 'status', part: 'status' });
  readonly #section: HTMLElement;

  constructor(root: ShadowRoot, actions: PrivacyActions) {
    this.#section = h(
      'section',
      { part: 'privacy', 'aria-labelledby': 'heading', hidden: true },
      this.#heading,
      this.#intro,
      this.#known,
      this.#kept,
      h('label', { class: 'switch' }, this.#box, this.#boxText),
      h(
        'div',
        { class: 'actions' },
        this.#save,
        h('label', { class: 'button file', part: 'button' }, this.#fileText, this.#file),
        this.#erase,
        this.#sure,
        this.#cancel,
      ),
      this.#status,
    );
    root.append(this.#fallback, this.#section);
    this.#ask(false);
    this.#box.addEventListener('change', () => void actions.remember(this.#box.checked));
    this.#save.addEventListener('click', () => void actions.save());
    this.#file.addEventListener('change', () => {
      const [file] = this.#file.files ?? [];
      this.#file.value = '';
      if (file) void actions.load(file);
    });
    this.#erase.addEventListener('click', () => {
      this.#ask(true);
      this.#sure.focus();
    });
    this.#cancel.addEventListener('click', () => {
      this.#ask(false);
      this.#erase.focus();
    });
    this.#sure.addEventListener('click', () => {
      this.#ask(false);
      this.#erase.focus();
      void actions.erase();
    });
  }

  say(text: string): void {
    this.#status.textContent = text;
  }

  show(known: Known, { tag, strings: { privacy: words } }: Language): void {
    const { counts, recent, kept } = known;
    const number = new Intl.NumberFormat(tag);
    const rows = counts.flatMap(([deed, count]) => [
      h('dt', {}, words.deeds[deed]),
      h('dd', {}, number.format(count)),
    ]);
    const lately = [
      h('h3', {}, words.recent),
      h('ul', { role: 'list', class: 'recent' }, ...recent.map((title) => h('li', {}, title))),
    ];
    this.#known.replaceChildren(
      rows.length > 0 ? h('dl', {}, ...rows) : h('p', {}, words.nothing),
      ...(recent.length > 0 ? lately : []),
    );
    this.#heading.textContent = words.heading;
    this.#intro.textContent = words.intro;
    this.#kept.textContent = kept === 'disk' ? words.onDisk : words.inMemory;
    this.#box.checked = kept === 'disk';
    this.#boxText.textContent = words.remember;
    this.#save.textContent = words.save;
    this.#fileText.textContent = words.load;
    this.#erase.textContent = words.erase;
    this.#sure.textContent = words.sure;
    this.#cancel.textContent = words.cancel;
    this.#fallback.hidden = true;
    this.#section.hidden = false;
  }

  #ask(asking: boolean): void {
    this.#erase.hidden = asking;
    this.#sure.hidden = !asking;
    this.#cancel.hidden = !asking;
  }
}

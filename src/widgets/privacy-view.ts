import { h } from './h.ts';
import type { ProfileSummary } from './profile-summary.ts';
import type { Language } from './language.ts';

/** What the element's buttons do. */
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
  readonly #summary = h('div', { part: 'summary' });
  readonly #kept = h('p', { class: 'status', part: 'kept' });
  readonly #switch = h('input', { type: 'checkbox', role: 'switch', part: 'switch' });
  readonly #switchText = h('span');
  readonly #save = h('button', { type: 'button', part: 'button' });
  readonly #fileText = h('span');
  readonly #file = h('input', { type: 'file', accept: '.json,application/json', class: 'visually-hidden' });
  readonly #erase = h('button', { type: 'button', part: 'button' });
  readonly #confirm = h('button', { type: 'button', part: 'button' });
  readonly #cancel = h('button', { type: 'button', part: 'button' });
  readonly #status = h('p', { role: 'status', class: 'status', part: 'status' });
  readonly #section: HTMLElement;

  constructor(root: ShadowRoot, actions: PrivacyActions) {
    this.#section = h(
      'section',
      { part: 'privacy', 'aria-labelledby': 'heading', hidden: true },
      this.#heading,
      this.#intro,
      this.#summary,
      this.#kept,
      h('label', { class: 'switch' }, this.#switch, this.#switchText),
      h(
        'div',
        { class: 'actions' },
        this.#save,
        h('label', { class: 'button file', part: 'button' }, this.#fileText, this.#file),
        this.#erase,
        this.#confirm,
        this.#cancel,
      ),
      this.#status,
    );
    root.append(this.#fallback, this.#section);
    this.#askToConfirm(false);
    this.#switch.addEventListener('change', () => void actions.remember(this.#switch.checked));
    this.#save.addEventListener('click', () => void actions.save());
    this.#file.addEventListener('change', () => {
      const [file] = this.#file.files ?? [];
      this.#file.value = '';
      if (file) void actions.load(file);
    });
    this.#erase.addEventListener('click', () => {
      this.#askToConfirm(true);
      this.#confirm.focus();
    });
    this.#cancel.addEventListener('click', () => {
      this.#askToConfirm(false);
      this.#erase.focus();
    });
    this.#confirm.addEventListener('click', () => {
      this.#askToConfirm(false);
      this.#erase.focus();
      void actions.erase();
    });
  }

  setStatus(text: string): void {
    this.#status.textContent = text;
  }

  show(summary: ProfileSummary, { tag, strings: { privacy: words } }: Language): void {
    const { counts, recent, kept } = summary;
    const number = new Intl.NumberFormat(tag);
    const rows = counts.flatMap(([kind, count]) => [
      h('dt', {}, words.eventKinds[kind]),
      h('dd', {}, number.format(count)),
    ]);
    const recentList = [
      h('h3', {}, words.recent),
      h('ul', { role: 'list', class: 'recent' }, ...recent.map((title) => h('li', {}, title))),
    ];
    this.#summary.replaceChildren(
      rows.length > 0 ? h('dl', {}, ...rows) : h('p', {}, words.empty),
      ...(recent.length > 0 ? recentList : []),
    );
    this.#heading.textContent = words.heading;
    this.#intro.textContent = words.intro;
    this.#kept.textContent = kept === 'disk' ? words.onDisk : words.inMemory;
    this.#switch.checked = kept === 'disk';
    this.#switchText.textContent = words.remember;
    this.#save.textContent = words.save;
    this.#fileText.textContent = words.load;
    this.#erase.textContent = words.erase;
    this.#confirm.textContent = words.confirm;
    this.#cancel.textContent = words.cancel;
    this.#fallback.hidden = true;
    this.#section.hidden = false;
  }

  #askToConfirm(asking: boolean): void {
    this.#erase.hidden = asking;
    this.#confirm.hidden = !asking;
    this.#cancel.hidden = !asking;
  }
}

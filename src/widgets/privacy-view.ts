import type { Interest, Profile } from '../types.ts';
import { h } from './h.ts';
import { HistoryList } from './history-list.ts';
import { interestItems, type Choice } from './interest-list.ts';
import { replaceKeepingFocus } from './keep-focus.ts';
import type { PastEvent } from './past-events.ts';
import { profileSummary } from './profile-summary.ts';
import type { PanelLanguage } from './strings/panel/load-panel-strings.ts';

/** What the element's buttons do. */
export interface PrivacyActions {
  choose(interest: Interest, choice: Choice): Promise<void>;
  forget(past: PastEvent): Promise<void>;
  gift(on: boolean): Promise<void>;
  remember(remember: boolean): Promise<void>;
  save(): Promise<void>;
  load(file: File): Promise<void>;
  erase(): Promise<void>;
}

/** The shadow tree of the privacy element. */
export class PrivacyView {
  readonly #fallback = h('slot');
  readonly #heading = h('h2', { part: 'heading', id: 'heading', tabindex: -1 });
  readonly #intro = h('p', { part: 'intro' });
  readonly #summary = h('div', { part: 'summary' });
  readonly #interestsHeading = h('h3', { id: 'interests' });
  readonly #interestList = h('ul', { role: 'list', part: 'interests', 'aria-labelledby': 'interests' });
  readonly #interests = h('div', { class: 'block' }, this.#interestsHeading, this.#interestList);
  readonly #history: HistoryList;
  readonly #gift = switchInput('gift-hint');
  readonly #giftText = h('span');
  readonly #giftHint = h('p', { class: 'status', id: 'gift-hint' });
  readonly #kept = h('p', { class: 'status', part: 'kept', id: 'kept' });
  readonly #switch = switchInput('kept');
  readonly #switchText = h('span');
  readonly #save = h('button', { type: 'button', part: 'button' });
  readonly #fileText = h('span');
  readonly #file = h('input', { type: 'file', accept: '.json,application/json', class: 'visually-hidden' });
  readonly #erase = h('button', { type: 'button', part: 'button' });
  readonly #confirm = h('button', { type: 'button', part: 'button' });
  readonly #cancel = h('button', { type: 'button', part: 'button' });
  readonly #status = h('p', { role: 'status', class: 'status', part: 'status' });
  readonly #section: HTMLElement;

  constructor(
    root: ShadowRoot,
    private readonly actions: PrivacyActions,
  ) {
    this.#history = new HistoryList((past) => void actions.forget(past));
    const switched = (input: Node, text: Node, hint: Node) =>
      h('div', {}, h('label', { class: 'switch' }, input, text), hint);
    this.#section = h(
      'section',
      { part: 'privacy', 'aria-labelledby': 'heading', hidden: true },
      this.#heading,
      this.#intro,
      this.#summary,
      switched(this.#gift, this.#giftText, this.#giftHint),
      this.#interests,
      this.#history.element,
      switched(this.#switch, this.#switchText, this.#kept),
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
    this.#gift.addEventListener('change', () => void actions.gift(this.#gift.checked));
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

  show(profile: Profile, language: PanelLanguage): void {
    const { words } = language;
    const { interests, titles, kept, giftMode } = profile;
    this.#showSummary(profile, language);
    this.#heading.textContent = words.heading;
    this.#intro.textContent = words.intro;
    this.#interests.hidden = interests.length === 0;
    this.#interestsHeading.textContent = words.interests;
    const choose = (interest: Interest, choice: Choice) => void this.actions.choose(interest, choice);
    replaceKeepingFocus(
      this.#interestList,
      interestItems(interests, titles, language, choose),
      this.#heading,
    );
    this.#history.show(profile, language);
    this.#gift.checked = giftMode;
    this.#giftText.textContent = words.gift;
    this.#giftHint.textContent = words.giftHint;
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

  #showSummary(profile: Profile, { tag, words }: PanelLanguage): void {
    const number = new Intl.NumberFormat(tag);
    const rows = profileSummary(profile).flatMap(([kind, count]) => [
      h('dt', {}, words.eventKinds[kind]),
      h('dd', {}, number.format(count)),
    ]);
    this.#summary.replaceChildren(rows.length > 0 ? h('dl', {}, ...rows) : h('p', {}, words.empty));
  }

  #askToConfirm(asking: boolean): void {
    this.#erase.hidden = asking;
    this.#confirm.hidden = !asking;
    this.#cancel.hidden = !asking;
  }
}

/** @param hint The id of what describes the switch. */
function switchInput(hint: string): HTMLInputElement {
  return h('input', { type: 'checkbox', role: 'switch', part: 'switch', 'aria-describedby': hint });
}

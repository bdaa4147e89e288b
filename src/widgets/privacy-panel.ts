import { rememberChoice } from '../page/consent/remember-choice.ts';
import { warn } from '../page/warn.ts';
import type { Consent, Recommender } from '../types.ts';
import commonCss from './css/common.css?inline';
import privacyCss from './css/privacy.css?inline';
import { sheetOf } from './css/sheet.ts';
import { fire } from './events.ts';
import { nextFrame } from './next-frame.ts';
import { PrivacyView } from './privacy-view.ts';
import type { PanelStrings } from './strings/panel/panel-strings.ts';
import { panelLanguage, type PanelLanguage } from './strings/panel/load-panel-strings.ts';

/** What `<vitrine-privacy>` shows and does. Its own file, since few pages have the element. */
export class PrivacyPanel {
  readonly #view: PrivacyView;
  #recommender: Recommender | undefined;
  #language: PanelLanguage | undefined;

  /** @param changed Called when something was done that changes what is shown. */
  constructor(
    private readonly host: HTMLElement,
    private readonly changed: () => void,
  ) {
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(commonCss), sheetOf(privacyCss)];
    this.#view = new PrivacyView(root, {
      remember: (remember) =>
        this.#do((recommender, language) => this.#setConsent(recommender, language, remember)),
      choose: ({ objectIDs }, choice) =>
        this.#do(async (recommender, { strings }) => {
          await recommender.track(choice, { items: objectIDs.map((item_id) => ({ item_id })) });
          return strings.feedbackTaken;
        }),
      forget: ({ events }) =>
        this.#do(async (recommender, { words }) => {
          await recommender.forget(events);
          return words.forgotten;
        }),
      gift: (on) =>
        this.#do(async (recommender) => {
          await recommender.setGiftMode(on);
          return '';
        }),
      save: () => this.#do(save),
      load: (file) => this.#do((recommender, { words }) => load(recommender, words, file)),
      erase: () =>
        this.#do(async (recommender, { words }) => {
          await recommender.eraseProfile();
          return words.erased;
        }),
    });
  }

  /** Shows what the recommender knows now. */
  async refresh(recommender: Recommender): Promise<void> {
    this.#recommender = recommender;
    const [profile, language] = await Promise.all([recommender.profile(), panelLanguage(this.host)]);
    this.#language = language;
    await nextFrame();
    this.#view.show(profile, language);
  }

  /** Runs a button's action and shows the text that it resolves with. */
  async #do(work: (recommender: Recommender, language: PanelLanguage) => Promise<string>): Promise<void> {
    const [recommender, language] = [this.#recommender, this.#language];
    if (!recommender || !language) return;
    try {
      this.#view.setStatus(await work(recommender, language));
    } catch (error) {
      warn(error);
      this.#view.setStatus(language.words.failed);
    }
    this.changed();
  }

  async #setConsent(recommender: Recommender, { words }: PanelLanguage, remember: boolean): Promise<string> {
    const consent: Consent = remember ? 'granted' : 'denied';
    // The shopper may go to the next page while the disk is being erased.
    if (!remember) rememberChoice(consent);
    await recommender.setConsent(consent);
    if (remember) rememberChoice(consent);
    fire(this.host, 'vitrine-consent', { consent });
    // Global Privacy Control overrides the switch.
    const { kept } = await recommender.profile();
    return remember && kept === 'memory' ? words.refused : '';
  }
}

async function save(recommender: Recommender): Promise<string> {
  const file = new Blob([JSON.stringify(await recommender.exportProfile(), undefined, 2)], {
    type: 'application/json',
  });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = 'vitrine-profile.json';
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
  }, 60_000);
  return '';
}

async function load(recommender: Recommender, words: PanelStrings, file: File): Promise<string> {
  try {
    await recommender.importProfile(JSON.parse(await file.text()));
    return words.loaded;
  } catch {
    return words.notLoaded; // the shopper chose a wrong file: no warning on the shop's console
  }
}

import { rememberChoice } from '../page/consent/remember-choice.ts';
import { warn } from '../page/warn.ts';
import type { Consent, Recommender } from '../types.ts';
import commonCss from './css/common.css?inline';
import privacyCss from './css/privacy.css?inline';
import { sheetOf } from './css/sheet.ts';
import { fire } from './events.ts';
import { languageOf } from './language.ts';
import { nextFrame } from './next-frame.ts';
import { PrivacyView } from './privacy-view.ts';
import { profileSummary } from './profile-summary.ts';
import type { Strings } from './strings/strings.ts';
import { titlesById } from './titles.ts';

type Words = Strings['privacy'];

/** What `<vitrine-privacy>` shows and does. Its own file, since few pages have the element. */
export class PrivacyPanel {
  readonly #view: PrivacyView;
  #recommender: Recommender | undefined;

  /** @param changed Called when something was done that changes what is shown. */
  constructor(
    private readonly host: HTMLElement,
    private readonly changed: () => void,
  ) {
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [sheetOf(commonCss), sheetOf(privacyCss)];
    this.#view = new PrivacyView(root, {
      remember: (remember) =>
        this.#do((recommender, words) => this.#setConsent(recommender, words, remember)),
      save: () => this.#do(save),
      load: (file) => this.#do((recommender, words) => load(recommender, words, file)),
      erase: () =>
        this.#do(async (recommender, words) => {
          await recommender.eraseProfile();
          return words.erased;
        }),
    });
  }

  /** Shows what the recommender knows now. */
  async refresh(recommender: Recommender): Promise<void> {
    this.#recommender = recommender;
    const [profile, titles] = await Promise.all([recommender.profile(), titlesById(recommender)]);
    await nextFrame();
    this.#view.show(profileSummary(profile, titles), languageOf(this.host));
  }

  /** Runs a button's action and shows the text that it resolves with. */
  async #do(work: (recommender: Recommender, words: Words) => Promise<string>): Promise<void> {
    const words = languageOf(this.host).strings.privacy;
    const recommender = this.#recommender;
    if (!recommender) return;
    try {
      this.#view.setStatus(await work(recommender, words));
    } catch (error) {
      warn(error);
      this.#view.setStatus(words.failed);
    }
    this.changed();
  }

  async #setConsent(recommender: Recommender, words: Words, remember: boolean): Promise<string> {
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

async function load(recommender: Recommender, words: Words, file: File): Promise<string> {
  try {
    await recommender.importProfile(JSON.parse(await file.text()));
    return words.loaded;
  } catch {
    return words.notLoaded; // the shopper chose a wrong file: no warning on the shop's console
  }
}

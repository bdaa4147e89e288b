import { rememberChoice } from '../page/consent.ts';
import { warn } from '../page/warn.ts';
import type { Consent, Recommender } from '../types.ts';
import commonCss from './css/common.css?inline';
import privacyCss from './css/privacy.css?inline';
import { sheetOf } from './css/sheet.ts';
import { ElementBase, upgradeProperties } from './element-base.ts';
import { fire } from './events.ts';
import { languageOf } from './language.ts';
import { nextFrame } from './next-frame.ts';
import { PrivacyView } from './privacy-view.ts';
import { profileSummary } from './profile-summary.ts';
import { RecommenderController } from './recommender-controller.ts';
import type { Strings } from './strings/strings.ts';
import { titlesById } from './titles.ts';

type Words = Strings['privacy'];

/**
 * `<vitrine-privacy>`: shows what the shopper's history holds, with a consent switch and buttons to save, load and erase
 * the history. Its content is the fallback, shown until the recommender has started.
 */
export class VitrinePrivacy extends ElementBase {
  readonly #controller = new RecommenderController(this, (recommender) => this.#refresh(recommender));
  readonly #view: PrivacyView;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
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

  /** Replaces the page's recommender for this element. */
  get recommender(): Recommender | Promise<Recommender> | undefined {
    return this.#controller.own;
  }
  set recommender(recommender: Recommender | Promise<Recommender> | undefined) {
    this.#controller.own = recommender;
  }

  connectedCallback(): void {
    upgradeProperties(this, ['recommender']);
    this.#controller.connect();
  }

  disconnectedCallback(): void {
    this.#controller.disconnect();
  }

  async #refresh(recommender: Recommender): Promise<void> {
    const [profile, titles] = await Promise.all([recommender.profile(), titlesById(recommender)]);
    await nextFrame();
    this.#view.show(profileSummary(profile, titles), languageOf(this));
  }

  /** Runs a button's action and shows the text that it resolves with. */
  async #do(work: (recommender: Recommender, words: Words) => Promise<string>): Promise<void> {
    const words = languageOf(this).strings.privacy;
    const recommender = this.#controller.ready;
    if (!recommender) return;
    try {
      this.#view.setStatus(await work(recommender, words));
    } catch (error) {
      warn(error);
      this.#view.setStatus(words.failed);
    }
    this.#controller.request();
  }

  async #setConsent(recommender: Recommender, words: Words, remember: boolean): Promise<string> {
    const consent: Consent = remember ? 'granted' : 'denied';
    // The shopper may go to the next page while the disk is being erased.
    if (!remember) rememberChoice(consent);
    await recommender.setConsent(consent);
    if (remember) rememberChoice(consent);
    fire(this, 'vitrine-consent', { consent });
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

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-privacy': VitrinePrivacy;
  }
}

import { rememberChoice } from '../page/consent-choice.ts';
import { platformConsent } from '../page/platform-consent.ts';
import { shopConsent } from '../page/script-options.ts';
import { warn } from '../page/warn.ts';
import type { Consent, Recommender } from '../types.ts';
import commonCss from './css/common.css?inline';
import privacyCss from './css/privacy.css?inline';
import { sheetOf } from './css/sheet.ts';
import { ElementBase, takeEarlyProperties } from './element-base.ts';
import { fire } from './events.ts';
import { knownOf } from './profile-summary.ts';
import { languageOf } from './language.ts';
import { RecommenderLink } from './recommender-controller.ts';
import { ownFrame } from './next-frame.ts';
import { PrivacyView } from './privacy-view.ts';
import type { Strings } from './strings/strings.ts';
import { titles } from './titles.ts';

type Words = Strings['privacy'];

/**
 * `<vitrine-privacy>`: what is known of the shopper, a consent switch, and the history out, in and gone. Its own content
 * is what shows until there is a recommender.
 */
export class VitrinePrivacy extends ElementBase {
  readonly #link = new RecommenderLink(this, (recommender) => this.#refresh(recommender));
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

  /** Another recommender than the page's. */
  get recommender(): Recommender | Promise<Recommender> | undefined {
    return this.#link.own;
  }
  set recommender(recommender: Recommender | Promise<Recommender> | undefined) {
    this.#link.own = recommender;
  }

  connectedCallback(): void {
    takeEarlyProperties(this, ['recommender']);
    this.#link.connect();
  }

  disconnectedCallback(): void {
    this.#link.disconnect();
  }

  async #refresh(recommender: Recommender): Promise<void> {
    const [profile, known] = await Promise.all([recommender.profile(), titles(recommender)]);
    await ownFrame();
    this.#view.show(knownOf(profile, known), languageOf(this));
  }

  /** Does what a button asks, and says how it went. */
  async #do(work: (recommender: Recommender, words: Words) => Promise<string>): Promise<void> {
    const words = languageOf(this).strings.privacy;
    const recommender = this.#link.ready;
    if (!recommender) return;
    try {
      this.#view.say(await work(recommender, words));
    } catch (error) {
      warn(error);
      this.#view.say(words.failed);
    }
    this.#link.request();
  }

  async #setConsent(recommender: Recommender, words: Words, remember: boolean): Promise<string> {
    const consent: Consent = remember ? 'granted' : 'denied';
    await recommender.setConsent(consent);
    rememberChoice(consent, shopConsent() ?? platformConsent());
    fire(this, 'vitrine-consent', { consent });
    // Global Privacy Control goes before the switch.
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
    return words.notLoaded; // the shopper's mistake, not the shop's: nothing for the console
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'vitrine-privacy': VitrinePrivacy;
  }
}

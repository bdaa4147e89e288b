import { VitrineError } from '../errors.ts';
import type { FacetName, Filters, ModelName } from '../types.ts';
import { BADGE_NAMES, type BadgeName } from './badge-names.ts';
import { isCardAction, type CardAction } from './card-actions.ts';
import type { CartPlatform } from './cart/platform.ts';
import { ElementBase, setOrRemove } from './element-base.ts';
import { fallbackOf, hasContent } from './fallback.ts';
import { languageOf } from './language.ts';
import { modelHeading } from './shelf-heading.ts';

export type ShelfLayout = 'row' | 'grid' | 'bundle';

/** The properties that stand for attributes. */
export const SHELF_PROPERTIES = [
  'model',
  'limit',
  'objectIDs',
  'filters',
  'heading',
  'fallback',
  'allowRepeats',
  'actions',
  'badges',
  'cart',
  'layout',
  'facetName',
  'facetValue',
] as const;

/**
 * The attributes of `<vitrine-shelf>`, as properties. React sets a property where there is one, so each also takes what its
 * attribute does.
 */
export class ShelfAttributes extends ElementBase {
  static readonly observedAttributes = [
    'model',
    'limit',
    'object-ids',
    'filters',
    'heading',
    'fallback',
    'allow-repeats',
    'actions',
    'badges',
    'cart',
    'layout',
    'facet-name',
    'facet-value',
  ];

  get model(): ModelName {
    return (this.getAttribute('model') ?? 'recommended-for-you') as ModelName;
  }
  set model(model: ModelName) {
    this.setAttribute('model', model);
  }

  /** How many products at most, 1 to 100. Default 8. */
  get limit(): number {
    return Number(this.getAttribute('limit') ?? 8);
  }
  set limit(limit: number) {
    this.setAttribute('limit', String(limit));
  }

  /** Ids of the items that the shelf starts from. The attribute separates them by commas. */
  get objectIDs(): readonly string[] {
    return this.#listIn('object-ids') ?? [];
  }
  set objectIDs(ids: readonly string[]) {
    setOrRemove(this, 'object-ids', ids.length > 0 ? ids.join(',') : undefined);
  }

  /** The attribute holds them as JSON. @throws {VitrineError} `bad-argument` if the attribute is not JSON. */
  get filters(): Filters | undefined {
    const text = this.getAttribute('filters');
    if (text === null) return undefined;
    try {
      return JSON.parse(text) as Filters;
    } catch (cause) {
      throw new VitrineError(
        'bad-argument',
        `a shelf's filters must be JSON, such as {"category": "Boots"}; got ${text}`,
        { cause },
      );
    }
  }
  set filters(filters: Filters | string | undefined) {
    setOrRemove(this, 'filters', typeof filters === 'object' ? JSON.stringify(filters) : filters);
  }

  /** The field of `facetValue`. */
  get facetName(): FacetName | undefined {
    return (this.getAttribute('facet-name') ?? undefined) as FacetName | undefined;
  }
  set facetName(name: FacetName | undefined) {
    setOrRemove(this, 'facet-name', name);
  }

  /** Only items of this category or brand, as the catalogue spells it. */
  get facetValue(): string | undefined {
    return this.getAttribute('facet-value') ?? undefined;
  }
  set facetValue(value: string | undefined) {
    setOrRemove(this, 'facet-value', value);
  }

  /** Default: the model's name in the page's language. */
  get heading(): string {
    return this.getAttribute('heading') ?? modelHeading(this.model, this, languageOf(this).strings);
  }
  set heading(heading: string) {
    this.setAttribute('heading', heading);
  }

  /** The models that stand in if this one finds nothing. Default: see `fallbackOf`. The attribute separates them by commas. */
  get fallback(): readonly ModelName[] {
    return fallbackOf(this.model, {
      named: this.getAttribute('fallback'),
      hasContent: hasContent(this),
      hasItems: this.objectIDs.length > 0,
    });
  }
  set fallback(models: readonly ModelName[] | string | undefined) {
    setOrRemove(this, 'fallback', models && (String(models) || 'none'));
  }

  /** The buttons of each card, which the shop's own code answers. Default: none. The attribute separates them by commas. */
  get actions(): readonly CardAction[] {
    return (this.#listIn('actions') ?? []).filter(isCardAction);
  }
  set actions(actions: readonly CardAction[] | string) {
    setOrRemove(this, 'actions', String(actions) || undefined);
  }

  /** The platform whose cart "Add to cart" fills. Default: none, the shop's own code does it. */
  get cart(): CartPlatform | undefined {
    return (this.getAttribute('cart') ?? undefined) as CartPlatform | undefined;
  }
  set cart(platform: CartPlatform | undefined) {
    setOrRemove(this, 'cart', platform);
  }

  /** What cards show over their images. Default: all that the items have. The attribute separates them by commas. */
  get badges(): readonly BadgeName[] {
    return (this.#listIn('badges') ?? BADGE_NAMES) as BadgeName[];
  }
  set badges(badges: readonly BadgeName[] | string | undefined) {
    setOrRemove(this, 'badges', badges && (String(badges) || 'none'));
  }

  /**
   * `row`; `grid`, as high as its cards; `bundle`, a row whose items one button puts into the cart, which the shop's own code
   * answers. Default `row`.
   */
  get layout(): ShelfLayout {
    return (this.getAttribute('layout') ?? 'row') as ShelfLayout;
  }
  set layout(layout: ShelfLayout) {
    this.setAttribute('layout', layout);
  }

  /** Whether it may show items that other shelves of the page show. Default false. */
  get allowRepeats(): boolean {
    return this.hasAttribute('allow-repeats');
  }
  set allowRepeats(allow: boolean) {
    this.toggleAttribute('allow-repeats', allow);
  }

  /** The parts of an attribute that commas separate; undefined without the attribute. */
  #listIn(attribute: string): string[] | undefined {
    const parts = this.getAttribute(attribute)?.split(',');
    return parts?.map((part) => part.trim()).filter((part) => part !== '');
  }
}

import { Parser } from 'htmlparser2';
import { parseJsonLd } from '../../core/schema/json-ld.ts';
import { isOf, listOf } from '../../core/schema/listed.ts';
import { field, isNode, type Node } from '../../core/schema/node.ts';
import { IDENTIFIERS, PRODUCTS } from '../../core/schema/product-types.ts';

type Attributes = Readonly<Record<string, string>>;

/** What a page's text says, before any script has run. */
export interface PageTags {
  readonly scripts: readonly Attributes[];
  readonly styles: readonly string[];
  /** Policies in `<meta http-equiv>`. */
  readonly policies: readonly string[];
  readonly elements: readonly string[];
  /** The ids of the products that JSON-LD and microdata name. */
  readonly ids: { readonly jsonLd: readonly string[]; readonly microdata: readonly string[] };
  /** What pages are known to have beside Vitrine, as it is called. */
  readonly seen: readonly string[];
}

const MAX_TEXT = 2_000_000;
const MAX_IDS = 100;
const PROPERTIES = new Set<string>([...IDENTIFIERS, 'url']);

/** By what a page's text shows that it has. */
const SIGNS: readonly (readonly [name: string, sign: RegExp])[] = [
  ['a data layer', /\bdataLayer\b/],
  ['Google Tag Manager', /googletagmanager\.com\/gtm\.js/],
  ['Google Consent Mode', /gtag\(\s*['"]consent['"]/],
  ['IAB TCF', /__tcfapi\b/],
  ['OneTrust', /otSDKStub|onetrust/i],
  ['Cookiebot', /consent\.cookiebot\.com/],
  ['Usercentrics', /usercentrics/i],
  ['Shopify', /cdn\.shopify\.com/],
  ['WooCommerce', /\/plugins\/woocommerce\//],
  ['Magento', /x-magento-init|mage\/cookies/],
  ['Shopware', /theme\.shopware|shopware/i],
  ['PrestaShop', /var prestashop\s*=/],
];

/** Reads a page's tags. */
export function pageTags(html: string): PageTags {
  const text = html.slice(0, MAX_TEXT);
  const scripts: Attributes[] = [];
  const [styles, policies, blocks, microdata]: [string[], string[], string[], string[]] = [[], [], [], []];
  const elements = new Set<string>();
  let inJsonLd = false;
  let inProduct = false;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      if (name === 'script') {
        scripts.push(attributes);
        inJsonLd = /ld\+json/i.test(attributes['type'] ?? '');
        if (inJsonLd) blocks.push('');
      } else if (name === 'link' && attributes['rel'] === 'stylesheet') styles.push(attributes['href'] ?? '');
      else if (name === 'meta' && /^content-security-policy$/i.test(attributes['http-equiv'] ?? ''))
        policies.push(attributes['content'] ?? '');
      else if (name.startsWith('vitrine-')) elements.add(name);
      if ('itemscope' in attributes) inProduct = /schema\.org\/product/i.test(attributes['itemtype'] ?? '');
      const value = attributes['content'] ?? attributes['href'] ?? attributes['value'];
      if (inProduct && value && PROPERTIES.has(attributes['itemprop'] ?? '')) microdata.push(value);
    },
    ontext: (part) => {
      if (inJsonLd) blocks[blocks.length - 1] += part;
    },
    onclosetag: (name) => {
      if (name === 'script') inJsonLd = false;
    },
  });
  parser.end(text);
  const products = blocks.flatMap((block) => parseJsonLd(block)).filter((node) => isOf(node, PRODUCTS));
  return {
    scripts,
    styles,
    policies,
    elements: [...elements],
    ids: { jsonLd: products.flatMap(idsOf).slice(0, MAX_IDS), microdata: microdata.slice(0, MAX_IDS) },
    seen: SIGNS.flatMap(([name, sign]) => (sign.test(text) ? [name] : [])),
  };
}

function idsOf(node: Node): string[] {
  const offers = listOf(field(node, 'offers')).filter(isNode);
  const variants = listOf(field(node, 'hasVariant')).filter(isNode);
  const values = [node, ...offers].flatMap((one) => [...PROPERTIES].map((name) => field(one, name)));
  const ids = values.filter((value) => typeof value === 'string' || typeof value === 'number').map(String);
  return [...ids, ...variants.flatMap((variant) => idsOf({ ...variant, hasVariant: [] }))];
}

import { h } from './h.ts';

const svgs = import.meta.glob<string>(
  '../../node_modules/lucide-static/icons/{armchair,sofa,lamp,lamp-desk,clock,frame,smartphone,phone,phone-call,headphones,book-marked,notebook,notebook-tabs,library,book-open,printer,calculator,scissors,ruler,paperclip,pin,mail,mail-open,tag,tags,file-text,files,notepad-text,archive,box,package,pencil,palette,highlighter,keyboard,mouse,usb,hard-drive,refrigerator,coffee,microwave,fan,table,table-2,copy,scan-text,scan}.svg',
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

/** The icons of each sub-category. A product's id decides which of them it gets. */
const ICONS: Readonly<Record<string, readonly string[]>> = {
  Accessories: ['keyboard', 'mouse', 'usb', 'hard-drive'],
  Appliances: ['refrigerator', 'coffee', 'microwave', 'fan'],
  Art: ['pencil', 'palette', 'highlighter'],
  Binders: ['notebook-tabs', 'book-marked', 'notebook'],
  Bookcases: ['library', 'book-open'],
  Chairs: ['armchair', 'sofa'],
  Copiers: ['copy', 'scan-text'],
  Envelopes: ['mail', 'mail-open'],
  Fasteners: ['paperclip', 'pin'],
  Furnishings: ['lamp', 'lamp-desk', 'clock', 'frame'],
  Labels: ['tag', 'tags'],
  Machines: ['printer', 'calculator', 'scan'],
  Paper: ['file-text', 'files', 'notepad-text'],
  Phones: ['smartphone', 'phone', 'phone-call', 'headphones'],
  Storage: ['archive', 'box', 'package'],
  Supplies: ['scissors', 'ruler'],
  Tables: ['table-2', 'table'],
};
const TINTS = 8;

/** A product's image: an icon of its sub-category on a tinted ground. Its id decides the icon and the tint. */
export function productImage(id: string, category: string | undefined): HTMLElement {
  const hash = hashOf(id);
  const names = ICONS[category ?? ''] ?? ['package'];
  const tile = h('span', { class: `product-image tint-${hash % TINTS}`, 'aria-hidden': 'true' });
  tile.append(icon(names[hash % names.length]!));
  return tile;
}

/** The first icon of a sub-category. */
export function categoryIcon(category: string): Node {
  return icon((ICONS[category] ?? ['package'])[0]!);
}

function icon(name: string): Node {
  const source = svgs[`../../node_modules/lucide-static/icons/${name}.svg`] ?? '';
  const svg = new DOMParser().parseFromString(source, 'image/svg+xml').documentElement;
  svg.setAttribute('stroke-width', '1');
  return document.importNode(svg, true);
}

function hashOf(text: string): number {
  let hash = 7;
  for (const char of text) hash = (Math.imul(hash, 31) + char.charCodeAt(0)) >>> 0;
  return hash;
}

import type { Language } from '../language.ts';

/** The texts of badges. They are not among `Strings` because most pages need them late or never. */
export interface BadgeStrings {
  /** `{percent}` is what a sale takes off, such as 20 %. */
  readonly reduced: string;
  readonly isNew: string;
  readonly lowStock: string;
  /** How many pieces are left, `{count}` of 1 or more. */
  readonly left: string;
  /** `{count}` is 2 or more. */
  readonly colours: string;
  /** How many variants a product has, `{count}` of 2 or more. */
  readonly options: string;
}

export const BADGES: Readonly<Record<string, BadgeStrings>> = {
  en: {
    reduced: '{percent} off',
    isNew: 'New',
    lowStock: 'Low stock',
    left: 'Only {count} left',
    colours: '{count} colours',
    options: '{count} options',
  },
  de: {
    reduced: '{percent} günstiger',
    isNew: 'Neu',
    lowStock: 'Wenige übrig',
    left: 'Nur noch {count} da',
    colours: '{count} Farben',
    options: '{count} Varianten',
  },
  es: {
    reduced: '{percent} menos',
    isNew: 'Novedad',
    lowStock: 'Pocas unidades',
    left: 'Solo {count} en stock',
    colours: '{count} colores',
    options: '{count} opciones',
  },
  fr: {
    reduced: '{percent} de réduction',
    isNew: 'Nouveau',
    lowStock: 'Stock limité',
    left: 'Plus que {count} en stock',
    colours: '{count} couleurs',
    options: '{count} options',
  },
  zh: {
    reduced: '优惠 {percent}',
    isNew: '新品',
    lowStock: '库存紧张',
    left: '仅剩 {count} 件',
    colours: '{count} 种颜色',
    options: '{count} 种选择',
  },
  ar: {
    reduced: '{percent} أقل',
    isNew: 'جديد',
    lowStock: 'كمية محدودة',
    left: 'المتبقي: {count}',
    colours: 'الألوان: {count}',
    options: 'الخيارات: {count}',
  },
};

/** English, if there is no translation. */
export function badgeStrings({ tag }: Pick<Language, 'tag'>): BadgeStrings {
  const primary = tag.toLowerCase().split('-', 1)[0]!;
  return (Object.hasOwn(BADGES, primary) ? BADGES[primary] : undefined) ?? BADGES['en']!;
}

/** What a card may show over its image. */
export const BADGE_NAMES = ['reduction', 'new', 'low-stock', 'labels', 'variants'] as const;
export type BadgeName = (typeof BADGE_NAMES)[number];

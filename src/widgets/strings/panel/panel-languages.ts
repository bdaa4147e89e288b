import { arrived } from '../../../errors.ts';
import type { PanelStrings } from './panel-strings.ts';

/** Each is loaded when a panel first uses it. */
export const PANEL: Readonly<Record<string, () => Promise<PanelStrings>>> = {
  ar: async () => (await arrived(() => import('./ar.ts'))).ar,
  de: async () => (await arrived(() => import('./de.ts'))).de,
  en: async () => (await arrived(() => import('./en.ts'))).en,
  es: async () => (await arrived(() => import('./es.ts'))).es,
  fr: async () => (await arrived(() => import('./fr.ts'))).fr,
  zh: async () => (await arrived(() => import('./zh.ts'))).zh,
};

import { createElement, type ReactNode } from 'react';
import type { VitrinePrivacy } from '../widgets/privacy.ts';
import { useElement, type Listeners } from './use-element.ts';

export interface PrivacyProps {
  readonly className?: string;
  readonly onConsent?: Listeners<'vitrine-consent'>['vitrine-consent'];
}

/** `<vitrine-privacy>` as a component. It uses the nearest provider's recommender, or the page's if there is no provider. */
export function Privacy({ onConsent, ...rest }: PrivacyProps): ReactNode {
  const ref = useElement<VitrinePrivacy>({ 'vitrine-consent': onConsent });
  return createElement('vitrine-privacy', { ref, ...rest });
}

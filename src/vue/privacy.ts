import { defineComponent, h } from 'vue';
import type { VitrinePrivacy } from '../widgets/privacy.ts';
import { listenersOf, useElement, type Detail } from './use-element.ts';

/** `<vitrine-privacy>` as a component. It uses the app's recommender, or the page's if the app has no plugin. */
export const Privacy = defineComponent({
  name: 'VitrinePrivacy',
  emits: { consent: (_detail: Detail<'consent'>, _event: Event) => true },
  setup(_props, { emit }) {
    const element = useElement<VitrinePrivacy>();
    const listeners = listenersOf(['consent'], emit as never);
    return () => h('vitrine-privacy', { ref: element, ...listeners });
  },
});

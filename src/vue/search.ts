import { defineComponent, h } from 'vue';
import type { VitrineSearch } from '../widgets/search.ts';
import { listenersOf, useElement, type Detail } from './use-element.ts';

/** `<vitrine-search>` as a component. It uses the app's recommender, or the page's if the app has no plugin. */
export const Search = defineComponent({
  name: 'VitrineSearch',
  props: { limit: Number, placeholder: String, action: String, name: String },
  emits: {
    select: (_detail: Detail<'select'>, _event: Event) => true,
    show: (_detail: Detail<'show'>, _event: Event) => true,
  },
  setup(props, { emit }) {
    const element = useElement<VitrineSearch>();
    const listeners = listenersOf(['select', 'show'], emit as never);
    return () =>
      h('vitrine-search', {
        ref: element,
        '^limit': props.limit,
        '^placeholder': props.placeholder,
        '^action': props.action,
        '^name': props.name,
        ...listeners,
      });
  },
});

import { defineComponent, h, onMounted, shallowRef, watchEffect, type PropType } from 'vue';
import { arrived } from '../errors.ts';
import type { Filters, ModelName } from '../index.ts';
import type { ItemDetail, VitrineEventMap } from '../widgets/events.ts';
import type { VitrineShelf } from '../widgets/shelf.ts';
import { useRecommender } from './use-recommender.ts';

/**
 * `<vitrine-shelf>` as a component. It uses the app's recommender, or the page's if the app has no plugin. Its default
 * slot is the fallback.
 */
export const Shelf = defineComponent({
  name: 'VitrineShelf',
  props: {
    model: { type: String as PropType<ModelName>, required: true },
    limit: Number,
    objectIDs: Array as PropType<readonly string[]>,
    filters: Object as PropType<Filters>,
    heading: String,
    fallback: Array as PropType<readonly ModelName[]>,
    allowRepeats: Boolean,
    layout: String as PropType<'row' | 'grid'>,
  },
  emits: {
    select: (_detail: ItemDetail) => true,
    hide: (_detail: ItemDetail) => true,
  },
  setup(props, { emit, slots }) {
    const state = useRecommender();
    const element = shallowRef<VitrineShelf>();
    onMounted(() => void arrived(() => import('../widgets/define.ts')));
    watchEffect(() => {
      if (element.value && state.recommender) element.value.recommender = state.recommender;
    });
    return () =>
      h(
        'vitrine-shelf',
        {
          ref: element,
          '^model': props.model,
          '^limit': props.limit,
          '^object-ids': props.objectIDs?.join(','),
          '^filters': props.filters && JSON.stringify(props.filters),
          '^heading': props.heading,
          '^fallback': props.fallback && (props.fallback.join(',') || 'none'),
          '^layout': props.layout,
          '^allow-repeats': props.allowRepeats ? '' : undefined,
          'onVitrine-select': ({ detail }: VitrineEventMap['vitrine-select']) => {
            emit('select', detail);
          },
          'onVitrine-hide': ({ detail }: VitrineEventMap['vitrine-hide']) => {
            emit('hide', detail);
          },
        },
        slots['default']?.(),
      );
  },
});

import { defineComponent, h, type PropType } from 'vue';
import type { FacetName, Filters, ModelName } from '../index.ts';
import type { BadgeName } from '../widgets/badge-names.ts';
import type { CardAction } from '../widgets/card-actions.ts';
import type { CartPlatform } from '../widgets/cart/platform.ts';
import type { ShelfLayout } from '../widgets/shelf-attributes.ts';
import type { VitrineShelf } from '../widgets/shelf.ts';
import { listenersOf, useElement, type Detail } from './use-element.ts';

const EVENTS = ['select', 'hide', 'like', 'cart', 'wishlist', 'bundle', 'added', 'show'] as const;

/**
 * `<vitrine-shelf>` as a component. It uses the app's recommender, or the page's if the app has no plugin. Its default
 * slot is the fallback. Each event comes with its detail and the event itself, whose `preventDefault` says that the shop
 * tracks the action itself.
 */
export const Shelf = defineComponent({
  name: 'VitrineShelf',
  props: {
    model: { type: String as PropType<ModelName>, required: true },
    limit: Number,
    objectIDs: Array as PropType<readonly string[]>,
    filters: Object as PropType<Filters>,
    facetName: String as PropType<FacetName>,
    facetValue: String,
    heading: String,
    fallback: Array as PropType<readonly ModelName[]>,
    actions: Array as PropType<readonly CardAction[]>,
    cart: String as PropType<CartPlatform>,
    badges: Array as PropType<readonly BadgeName[]>,
    allowRepeats: Boolean,
    layout: String as PropType<ShelfLayout>,
  },
  emits: {
    select: (_detail: Detail<'select'>, _event: Event) => true,
    hide: (_detail: Detail<'hide'>, _event: Event) => true,
    like: (_detail: Detail<'like'>, _event: Event) => true,
    cart: (_detail: Detail<'cart'>, _event: Event) => true,
    wishlist: (_detail: Detail<'wishlist'>, _event: Event) => true,
    bundle: (_detail: Detail<'bundle'>, _event: Event) => true,
    added: (_detail: Detail<'added'>, _event: Event) => true,
    show: (_detail: Detail<'show'>, _event: Event) => true,
  },
  setup(props, { emit, slots }) {
    const element = useElement<VitrineShelf>();
    // Vue's types know each event's detail, but not that of one among several.
    const listeners = listenersOf(EVENTS, emit as never);
    return () =>
      h(
        'vitrine-shelf',
        {
          ref: element,
          '^model': props.model,
          '^limit': props.limit,
          '^object-ids': props.objectIDs?.join(','),
          '^filters': props.filters && JSON.stringify(props.filters),
          '^facet-name': props.facetName,
          '^facet-value': props.facetValue,
          '^heading': props.heading,
          '^fallback': props.fallback && (props.fallback.join(',') || 'none'),
          '^actions': props.actions?.join(','),
          '^cart': props.cart,
          '^badges': props.badges && (props.badges.join(',') || 'none'),
          '^layout': props.layout,
          '^allow-repeats': props.allowRepeats ? '' : undefined,
          ...listeners,
        },
        slots['default']?.(),
      );
  },
});

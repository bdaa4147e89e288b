// What a shop's own script does before Vitrine is there.
window.vitrine = window.vitrine || [];
window.order = [];
vitrine.push(['track', 'view_item', { items: [{ item_id: 'FUR-CH-10000454' }] }]);
vitrine.push(async (recommender) => {
  const { events } = await recommender.profile();
  window.order.push('profile', events[0]?.ids[0]);
});
vitrine.push(['track', 'view_item', { items: [{ item_id: 'FUR-TA-10000577' }] }]);
vitrine.push(['no-such-call']);

// Own events: tell Vitrine what shoppers do, with the event names of Google Analytics 4.
window.vitrine = window.vitrine || []; // calls made before Vitrine has loaded wait here

const items = [{ item_id: 'beech-chair' }]; // an id of your catalogue
document.querySelector('#view').onclick = () => vitrine.push(['track', 'view_item', { items }]);
document.querySelector('#buy').onclick = () => vitrine.push(['track', 'add_to_cart', { items }]);

// A function in the queue gets the recommender. Here it shows which events have arrived.
vitrine.push((recommender) => {
  recommender.on('change', async () => {
    const { events } = await recommender.profile();
    document.querySelector('#heard').textContent = events.map(({ name }) => name).join(', ');
  });
});

// The other way round: the elements tell the page what shoppers do on a shelf.
document.addEventListener('vitrine-select', ({ detail }) => console.log(detail.item.title));

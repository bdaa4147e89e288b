window.dataLayer = [
  {
    event: 'purchase',
    ecommerce: { transaction_id: 'T-1', items: [{ item_id: 'FUR-CH-10000454' }] },
  },
];

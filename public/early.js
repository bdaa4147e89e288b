// Runs before the first paint, so that nothing moves: who has answered the tour's question is not asked again.
try {
  if (sessionStorage.getItem('demo tour')) document.documentElement.dataset.tour = 'answered';
} catch {
  // the browser keeps nothing for this page: then it asks on every page
}

// The shop's own banner: tells the answer once, and says nothing of it on later pages.
for (const button of document.querySelectorAll('form button'))
  button.addEventListener('click', () => {
    (window.vitrine ??= []).push(['setConsent', button.value]);
  });

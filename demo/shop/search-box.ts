const TYPING_PAUSE = 150; // milliseconds without a keystroke after which a search starts

/** Calls back with the address of the search's page while the shopper types. */
export function searchAsTyped(search: (path: string) => void): void {
  const box = document.querySelector<HTMLInputElement>('#search')!;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const start = () => {
    clearTimeout(timer);
    search(`/search?q=${encodeURIComponent(box.value)}`);
  };
  box.value = new URL(location.href).searchParams.get('q') ?? '';
  box.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(start, TYPING_PAUSE);
  });
  box.form!.addEventListener('submit', (event) => {
    event.preventDefault();
    start();
  });
}

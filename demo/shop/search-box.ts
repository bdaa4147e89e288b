/** Milliseconds of rest after which typed text is searched for. */
const REST = 150;

/** The form in the header: tells of typed text once the shopper rests, and at once on Enter. */
export function searchBox(
  form: HTMLFormElement,
  typed: (text: string) => void,
  meant: (text: string) => void,
) {
  const input = form.querySelector('input')!;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    clearTimeout(timer);
    typed(input.value.trim());
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(tell, REST);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    tell();
    meant(input.value.trim());
  });
  return {
    set(text: string) {
      if (document.activeElement !== input) input.value = text;
    },
    clear() {
      clearTimeout(timer);
      input.value = '';
    },
  };
}
